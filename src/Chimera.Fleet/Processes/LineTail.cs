using System.Text;

namespace Chimera.Fleet.Processes;

/// <summary>Cuts text into lines as it comes and keeps the last of them. A line without an end is cut at <see cref="LongestLine"/>.</summary>
internal sealed class LineTail(Action<string>? onLine)
{
    public const int Limit = 256 * 1024;
    public const int LongestLine = 16 * 1024;

    private readonly Queue<string> _lines = [];
    private readonly StringBuilder _line = new();
    private int _kept;

    public override string ToString() => string.Join('\n', _lines);

    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character == '\n')
                EndLine();
            else
                _line.Append(character);
            if (_line.Length >= LongestLine)
                EndLine();
        }
    }

    /// <summary>The text is over; what has no line end is a line too.</summary>
    public void Complete()
    {
        if (_line.Length > 0)
            EndLine();
    }

    private void EndLine()
    {
        var line = _line.ToString().TrimEnd('\r');
        _line.Clear();
        onLine?.Invoke(line);
        _lines.Enqueue(line);
        for (_kept += line.Length + 1; _kept > Limit;)
            _kept -= _lines.Dequeue().Length + 1;
    }
}
