namespace Chimera.Engine.Validation.Simulation;

/// <summary>What happened in a simulation, a line each, with the virtual time and who did it.</summary>
internal sealed class Trace(VirtualTime time)
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Write(string who, string what) => _lines.Add($"{time.Elapsed.TotalSeconds,10:0.000}  {who,-12} {what}");
}
