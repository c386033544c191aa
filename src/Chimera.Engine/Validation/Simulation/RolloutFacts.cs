using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What the record durably says of one rollout, as an auditor would read it.</summary>
internal sealed class RolloutFacts(RolloutId rollout, Plan plan)
{
    private readonly Dictionary<TargetId, string> _last = [];
    private readonly Dictionary<TargetId, SortedSet<string>> _ever = [];
    private readonly HashSet<TargetId> _shown = [];
    private readonly HashSet<TargetId> _declined = [];
    private readonly HashSet<TargetId> _panicked = [];

    public RolloutId Rollout => rollout;

    public Plan Plan => plan;

    /// <summary>Every plan digest that the rollout was begun or taken up with.</summary>
    public SortedSet<string> Digests { get; } = new(StringComparer.Ordinal);

    /// <summary>When each stopped group was stopped.</summary>
    public Dictionary<GroupId, DateTimeOffset> StoppedGroups { get; } = [];

    public void Take(RecordedEvent entry)
    {
        if (entry.Type == EventTypes.PanicStarted)
        {
            _panicked.UnionWith(entry.Data.Parts("targets").Select(step => TargetId.Parse(step.Text("target"))));
        }

        if (entry.Stream != rollout.Stream)
        {
            return;
        }

        switch (entry.Type)
        {
            case EventTypes.RolloutStarted or EventTypes.RolloutResumed:
                Digests.Add(entry.Data.Text("plan"));
                _declined.Clear();
                break;
            case EventTypes.RolloutStopped:
                StoppedGroups[RolloutLog.GroupOf(entry.Data)] = entry.At;
                break;
            case var type when entry.Data.TextOrNull("target") is { } name:
                TakeStep(TargetId.Parse(name), type);
                if (type == EventTypes.StepFailed && !entry.Data.Has(RolloutLog.Silent))
                {
                    _shown.Add(TargetId.Parse(name));
                }

                break;
        }
    }

    /// <summary>The last thing recorded of the target; null when nothing is.</summary>
    public string? LastOf(TargetId target) => _last.GetValueOrDefault(target);

    public bool Has(TargetId target, string type) => _ever.TryGetValue(target, out var types) && types.Contains(type);

    /// <summary>The target itself showed that the new generation failed on it.</summary>
    public bool HasShownFailure(TargetId target) => _shown.Contains(target);

    /// <summary>A panic that takes the target back is recorded.</summary>
    public bool IsPanicked(TargetId target) => _panicked.Contains(target);

    /// <summary>The present run has said that it leaves the target alone.</summary>
    public bool IsDeclined(TargetId target) => _declined.Contains(target);

    /// <summary>An attempt on the target was begun and its end is not recorded.</summary>
    public bool IsOpen(TargetId target) =>
        LastOf(target) is EventTypes.StepApplying or EventTypes.StepApplied or EventTypes.StepHealthy
            or EventTypes.StepFailed or EventTypes.StepCommitting or EventTypes.StepReverting;

    private void TakeStep(TargetId target, string type)
    {
        _last[target] = type;
        if (!_ever.TryGetValue(target, out var types))
        {
            _ever[target] = types = new SortedSet<string>(StringComparer.Ordinal);
        }

        types.Add(type);
        if (type is EventTypes.StepRefused or EventTypes.StepUnreachable or EventTypes.StepNotReached or EventTypes.StepUnchanged)
        {
            _declined.Add(target);
        }
    }
}
