using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing;

/// <summary>Tells the record of a site's deploy in the sites' own events, beside the steps that the engine records.</summary>
internal sealed class DeployStory(Func<DomainEvent, Task> tell)
{
    public Task InitiatedAsync(Order order) => TellAsync(EventTypes.DeployInitiated, order);

    public Task StartAsync(Order order) => TellAsync(EventTypes.DeployStart, order);

    public Task CompleteAsync(Order order, string outcome) => TellAsync(EventTypes.DeployComplete, order, ("outcome", outcome));

    public Task RollbackAsync(Order order) => TellAsync(EventTypes.RollbackTriggered, order, ("to", order.Step.From?.Value));

    public Task DraftedAsync(Step step, DraftOutcome outcome)
    {
        JsonObject data = new() { ["target"] = step.Id.ToString(), ["generation"] = step.To.Value };
        switch (outcome)
        {
            case DraftOutcome.Ready ready:
                (data["deploy"], data["address"]) = (ready.Id, ready.Address.AbsoluteUri);
                break;
            case DraftOutcome.Failed failed:
                (data["why"], data["address"]) = (FindingDocument.Write(failed.Why), failed.Address?.AbsoluteUri);
                break;
        }

        return tell(new DomainEvent(step.Id.ToString(), EventTypes.DeployDrafted, data));
    }

    private Task TellAsync(string type, Order order, params (string Name, string? Value)[] more)
    {
        JsonObject data = new() { ["target"] = order.Step.Id.ToString(), ["generation"] = order.Step.To.Value, ["rollout"] = order.Rollout.Value };
        foreach (var (name, value) in more)
        {
            data[name] = value;
        }

        return tell(new DomainEvent(order.Step.Id.ToString(), type, data));
    }
}
