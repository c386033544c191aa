using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Watching.Causes;

namespace Chimera.Sites.Watching.Healing;

/// <summary>What the record is told of healing one place of a site, and what it knows of earlier attempts.</summary>
public sealed class HealEvents(TargetId target, GenerationId generation)
{
    private const int MostRead = 500;

    /// <summary>When the place was healed before.</summary>
    public static async Task<IReadOnlyList<DateTimeOffset>> EarlierAsync(IHistory history, TargetId target, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(history);
        var name = target.ToString();
        return [.. (await history.LatestAsync([EventTypes.SiteHealIntent], MostRead, cancel))
            .Where(told => told.Data["target"].TextOrNull() == name).Select(told => told.At)];
    }

    /// <param name="cause">Null when it was not asked.</param>
    public DomainEvent Intent(Plan plan, RolloutId rollout, int attempt, Cause? cause)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Told(EventTypes.SiteHealIntent, new JsonObject
        {
            ["plan"] = plan.Digest, ["rollout"] = rollout.Value, ["attempt"] = attempt, ["cause"] = cause is null ? null : CauseDocument.Write(cause),
        });
    }

    public DomainEvent Complete(RolloutId rollout, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var document = OutcomeDocument.Write(outcome);
        return Told(EventTypes.SiteHealComplete, new JsonObject { ["rollout"] = rollout.Value, ["healed"] = outcome.Arrived, ["outcome"] = document });
    }

    public DomainEvent Declined(Finding why) => Told(EventTypes.SiteHealDeclined, new JsonObject { ["why"] = FindingDocument.Write(why) });

    private DomainEvent Told(string type, JsonObject data)
    {
        (data["target"], data["generation"]) = (target.ToString(), generation.Value);
        return new DomainEvent(target.ToString(), type, data);
    }
}
