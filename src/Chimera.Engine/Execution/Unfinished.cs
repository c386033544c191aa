using Chimera.Engine.Record;

namespace Chimera.Engine.Execution;

/// <summary>A rollout that was begun and has no end in the record: its controller crashed or was told to stop.</summary>
public sealed record Unfinished(RolloutId Rollout, string PlanDigest)
{
    /// <summary>The newest unfinished rollout, if there is one. There can be only one: a new rollout begins when the last has ended.</summary>
    public static async Task<Unfinished?> FindAsync(IHistory journal, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var last = await journal.LatestAsync([EventTypes.RolloutStarted, EventTypes.RolloutEnded], 1, cancel);
        return last is [{ Type: EventTypes.RolloutStarted } started]
            ? started.Read(facts => new Unfinished(RolloutId.OfStream(started.Stream), facts.Text("plan")))
            : null;
    }
}
