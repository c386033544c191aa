namespace Chimera.Engine.Validation.Simulation;

/// <summary>Every rule that a simulation broke, with the moment.</summary>
internal sealed class Violations(SimulatedWorld world)
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Unless(bool held, string rule, string where)
    {
        if (!held)
        {
            Add(rule, where);
        }
    }

    public void Add(string rule, string where)
    {
        _all.Add($"{rule}: {where}");
        world.Trace.Write("VIOLATION", $"{rule}: {where}");
    }
}
