using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

/// <summary>What chance leads to once in a hundred thousand seeds, arranged: a few milliseconds have to be met.</summary>
internal static class Arranged
{
    private static readonly RolloutPolicy Policy = RolloutPolicy.Default with
    {
        MinHealthyTime = TimeSpan.FromSeconds(1),
        HealthyDeadline = TimeSpan.FromSeconds(3),
    };

    private static readonly Lazy<IReadOnlySet<string>> Played = new(Play);

    public static IReadOnlySet<string> Reached => Played.Value;

    private static HashSet<string> Play() => new[]
    {
        CrashRightAfter(EventTypes.StepFailed, TargetFaults.None with { Check = CheckFault.Fails }),
        CrashRightAfter(EventTypes.StepHealthy, TargetFaults.None),
        [
            // Installed anew on trial, and says it is healthy all the same: it has never heard of what it shall commit.
            One(Policy, TargetFaults.None with
            {
                Lie = new Lie(LieKind.Healthy, 100), Reinstall = new Reinstall(Verb.Verify, TimeSpan.Zero, TimeSpan.FromMilliseconds(100)),
            }),
        ],
    }.SelectMany(scenarios => scenarios).SelectMany(scenario => Invariants.Hold(SimulationRun.Run(scenario)).Reached.Keys)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The group stops, and the controller is killed, between two records of one target that follow each other at once.</summary>
    private static IEnumerable<Scenario> CrashRightAfter(string type, TargetFaults faults)
    {
        var undisturbed = History.Of(One(Policy, faults));
        var moment = (undisturbed.Recorded(type, "t1") - undisturbed.Recorded(EventTypes.WaveStarted))!.Value;
        foreach (var late in Enumerable.Range(-8, 17))
        {
            var stopping = One(Policy with { ProgressDeadline = TimeSpan.FromSeconds(moment) + TimeSpan.FromMilliseconds(late) }, faults);
            for (var turn = 38; turn < 110; turn++)
            {
                yield return stopping with { Crashes = [turn] };
            }
        }
    }

    private static Scenario One(RolloutPolicy policy, TargetFaults faults) => Scenario.Of(5, ScenarioTarget.Of("t1", policy, faults));
}
