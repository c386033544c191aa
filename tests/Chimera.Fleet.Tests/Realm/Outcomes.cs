using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>Reports and sightings, short enough to be compared.</summary>
internal static class Outcomes
{
    /// <param name="expected">Each host's name and outcome, in order: <c>lab1 Committed, lab2 Reverted</c>.</param>
    public static void Ended(this RolloutReport report, string expected) => Assert.True(
        expected == string.Join(", ", report.Outcomes.Select(pair => $"{pair.Key.Name} {pair.Value.GetType().Name}")),
        string.Join('\n', report.Outcomes.Select(pair => $"{pair.Key}: {pair.Value.GetType().Name}: {OutcomeDocument.WhyOf(pair.Value)?.Message}")));

    public static async Task<Sighting.Seen> SeeAsync(this FleetRealm realm, Step step) =>
        Assert.IsType<Sighting.Seen>(await realm.ObserveAsync(step.Target, TestContext.Current.CancellationToken));

    /// <summary>Every host is, for good, where the plan found it or where it wanted it.</summary>
    public static async Task AreAllAtAsync(this FleetRealm realm, Plan plan, Func<Step, GenerationId?> where)
    {
        foreach (var step in plan.Steps)
        {
            var seen = await realm.SeeAsync(step);
            Assert.Equal((where(step), where(step), null), (seen.Live, seen.Committed, seen.Trial));
        }
    }
}
