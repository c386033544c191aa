namespace Chimera.Fleet.Hosts;

/// <summary>The last 40 lines that something wrote.</summary>
internal sealed class LastLines
{
    private const int Limit = 40;
    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        if (_lines.Count == Limit)
            _lines.Dequeue();
        _lines.Enqueue(line);
    }

    public override string ToString() => string.Join('\n', _lines);
}
