using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>
/// What the record says an earlier, unfinished run of a rollout has done. What was recorded as settled stays so; of what was only
/// begun the targets themselves are asked; what was declined is tried anew; and a group that was stopped stays stopped.
/// </summary>
/// <param name="Begun">Targets that may be changed, and whose end is not recorded.</param>
/// <param name="Settled">Targets that arrived, were brought back or were lost.</param>
/// <param name="Reverting">Targets that were to be brought back, and are not recorded to be.</param>
/// <param name="Caught">What the new generation was caught at, by target.</param>
/// <param name="Stopped">Why a group was stopped.</param>
internal sealed record RolloutHistory(
    bool Exists,
    ImmutableHashSet<TargetId> Canaries,
    ImmutableHashSet<TargetId> Begun,
    ImmutableDictionary<TargetId, Outcome> Settled,
    ImmutableDictionary<TargetId, Finding> Reverting,
    ImmutableDictionary<TargetId, Catch> Caught,
    ImmutableDictionary<GroupId, Finding> Stopped)
{
    public static readonly RolloutHistory None = new(
        false,
        [],
        [],
        ImmutableDictionary<TargetId, Outcome>.Empty,
        ImmutableDictionary<TargetId, Finding>.Empty,
        ImmutableDictionary<TargetId, Catch>.Empty,
        ImmutableDictionary<GroupId, Finding>.Empty);

    public static async Task<RolloutHistory> ReadAsync(IHistory journal, RolloutId rollout, CancellationToken cancel)
    {
        var history = None;
        await foreach (var entry in journal.ReadAsync(rollout.Stream, cancel))
        {
            history = entry.Read(facts => history.With(entry.Type, facts)) with { Exists = true };
        }

        return history;
    }

    private RolloutHistory With(string type, JsonObject facts)
    {
        return type switch
        {
            EventTypes.WaveStarted when facts.Text("kind") == RolloutLog.CanaryWave => this with
            {
                Canaries = Canaries.Union(facts.Texts("targets").Select(TargetId.Parse)),
            },
            EventTypes.StepApplying => this with { Begun = Begun.Add(Target()) },
            EventTypes.StepFailed => this with { Caught = Caught.SetItem(Target(), new Catch(Why(), Answered: !facts.Has(RolloutLog.Silent))) },
            EventTypes.StepReverting => this with { Reverting = Reverting.SetItem(Target(), Why()) },
            EventTypes.StepCommitted => Settle(Target(), new Outcome.Committed()),
            EventTypes.StepUnchanged => Settle(Target(), new Outcome.Unchanged()),
            EventTypes.StepReverted => Settle(Target(), new Outcome.Reverted(Why())) with { Reverting = Reverting.Remove(Target()) },
            EventTypes.StepLost => Settle(Target(), new Outcome.Lost(Why())),
            EventTypes.StepRefused or EventTypes.StepUnreachable or EventTypes.StepNotReached => this with { Begun = Begun.Remove(Target()) },
            EventTypes.RolloutStopped => this with { Stopped = Stopped.SetItem(RolloutLog.GroupOf(facts), Why()) },
            _ => this,
        };

        TargetId Target() => TargetId.Parse(facts.Text("target"));

        Finding Why() => FindingDocument.Read(facts.Part("why"));
    }

    private RolloutHistory Settle(TargetId target, Outcome outcome) =>
        this with { Begun = Begun.Remove(target), Settled = Settled.SetItem(target, outcome) };
}
