using Chimera.Engine.Execution;

namespace Chimera.FleetBench.Panicking;

/// <summary>
/// Deploys to every host of the lab and takes it back over the connections that the rollout has left open. What the controller weighs
/// is measured in between, while it is connected to all of them.
/// </summary>
internal sealed class PanicRun(LabView lab, CpuGroups cpu, TextWriter to)
{
    /// <param name="state">An empty folder for the record.</param>
    /// <param name="first">The truth that is gone back to.</param>
    /// <param name="others">The truths that are taken back, one a round.</param>
    public async Task MeasureAsync(string state, string first, IReadOnlyList<string> others, CancellationToken cancel)
    {
        Figures figures = new(cpu, to);
        await using var controller = await Controller.StartAsync(state, first, cancel);
        var back = (await controller.DeployAsync(first, "first", cancel)).Steps[0].To.Value;
        for (var round = 1; round <= others.Count; round++)
        {
            var plan = await controller.DeployAsync(others[round - 1], $"round{round}", cancel);
            Expect(plan.Steps[0].To.Value);
            var memory = Memory.Now();
            figures.Write("chimera", round, "controller-bytes", memory.ControllerPeak);
            figures.Write("chimera", round, "children-bytes", memory.Children);
            figures.Write("chimera", round, "children", memory.ChildCount);

            var connections = lab.Connections();
            RolloutReport? report = null;
            await figures.MeasureAsync("chimera", round, async () => report = await controller.PanicAsync($"panic{round}"));
            if (report!.Outcomes.Count != lab.Hosts.Count || report.Outcomes.Values.Any(outcome => outcome is not Outcome.Reverted))
                throw new BenchException($"the panic of round {round} did not bring every host back: {Controller.Words(report)}");
            Expect(back);
            figures.Write("chimera", round, "connections", lab.Connections() - connections);
        }
    }

    private void Expect(string system)
    {
        if (lab.NotAt(system) is { Count: > 0 } elsewhere)
            throw new BenchException($"{elsewhere[0]} and {elsewhere.Count - 1} more are not at {system}");
    }
}
