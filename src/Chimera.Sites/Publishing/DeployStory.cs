using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Record;

namespace Chimera.Sites.Publishing;

/// <summary>Tells the record of a site's deploy in the sites' own events, beside the steps that the engine records.</summary>
internal sealed class DeployStory(Func<DomainEvent, Task> tell)
{
    public Task InitiatedAsync(Order order) => TellAsync(EventTypes.DeployInitiated, order);

    public Task StartAsync(Order order) => TellAsync(EventTypes.DeployStart, order);

    public Task CompleteAsync(Order order, string outcome) => TellAsync(EventTypes.DeployComplete, order, ("outcome", outcome));

    public Task RollbackAsync(Order order) => TellAsync(EventTypes.RollbackTriggered, order, ("to", order.Step.From?.Value));

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
