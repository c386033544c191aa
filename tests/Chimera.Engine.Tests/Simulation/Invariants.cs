using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

internal static class Invariants
{
    private const int TailLines = 60;

    /// <summary>The result, if nothing was broken.</summary>
    public static SimulationResult Hold(SimulationResult result)
    {
        var broken = $"seed {result.Seed} (replay: CHIMERA_SIM_SEED={result.Seed}): {string.Join("; ", result.Violations)}";
        Assert.True(result.Violations.IsEmpty, $"{broken}\n{string.Join('\n', result.Trace.TakeLast(TailLines))}");
        return result;
    }
}
