using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>
/// What the record says an earlier, unfinished run of a rollout has done. Little of it is needed, since the targets themselves are
/// asked where they are: what was begun is ours, what failed is not tried again, and a group that was stopped stays so.
/// </summary>
internal sealed record RolloutHistory(
    bool Exists,
    ImmutableHashSet<TargetId> Canaries,
    ImmutableHashSet<TargetId> Begun,
    ImmutableHashSet<TargetId> Committed,
    ImmutableDictionary<TargetId, Finding> Reverting,
    ImmutableDictionary<TargetId, Finding> Reverted,
    ImmutableDictionary<string, Finding> Stopped)
{
    public static readonly RolloutHistory None = new(
        false, [], [], [], ImmutableDictionary<TargetId, Finding>.Empty, ImmutableDictionary<TargetId, Finding>.Empty, ImmutableDictionary<string, Finding>.Empty);

    /// <summary>The target was changed, and the record does not say that it was brought back.</summary>
    public bool IsChanged(Step step) => Begun.Contains(step.Id) && !Reverted.ContainsKey(step.Id);

    public static async Task<RolloutHistory> ReadAsync(IJournal journal, RolloutId rollout, CancellationToken cancel)
    {
        var history = None;
        await foreach (var entry in journal.ReadAsync(RolloutLog.StreamOf(rollout), cancel))
        {
            history = history.With(entry) with { Exists = true };
        }

        return history;
    }

    private RolloutHistory With(RecordedEvent entry)
    {
        var target = entry.Data["target"] is { } name ? TargetId.Parse(name.GetValue<string>()) : default;
        var why = entry.Data["why"] is { } finding ? FindingDocument.Read(finding.AsObject()) : null;
        return entry.Type switch
        {
            EventTypes.WaveStarted when entry.Data["kind"]!.GetValue<string>() == RolloutLog.CanaryWave => this with
            {
                Canaries = Canaries.Union(entry.Data["targets"]!.AsArray().Select(id => TargetId.Parse(id!.GetValue<string>()))),
            },
            EventTypes.StepApplying => this with { Begun = Begun.Add(target) },
            EventTypes.StepCommitted => this with { Committed = Committed.Add(target) },
            EventTypes.StepReverting => this with { Reverting = Reverting.SetItem(target, why!) },
            EventTypes.StepReverted => this with { Reverted = Reverted.SetItem(target, why!), Reverting = Reverting.Remove(target) },
            EventTypes.RolloutStopped => this with { Stopped = Stopped.SetItem(entry.Data["group"]!.GetValue<string>(), why!) },
            _ => this,
        };
    }
}
