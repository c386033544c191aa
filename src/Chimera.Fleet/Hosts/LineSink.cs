using System.Text;

namespace Chimera.Fleet.Hosts;

/// <summary>Hands on whole lines as they come; a line of more than 8 KiB comes in pieces.</summary>
internal sealed class LineSink(Action<string> onLine) : IByteSink
{
    private readonly byte[] _line = new byte[8 * 1024];
    private int _length;

    public bool Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = bytes[..Math.Min(end < 0 ? bytes.Length : end, _line.Length - _length)];
            part.CopyTo(_line.AsSpan(_length));
            _length += part.Length;
            bytes = bytes[part.Length..];
            if (!bytes.IsEmpty && bytes[0] == '\n')
            {
                bytes = bytes[1..];
                Emit();
            }
            else if (_length == _line.Length)
            {
                Emit();
            }
        }

        return true;
    }

    /// <summary>Hands on a last line that has no end.</summary>
    public void Flush()
    {
        if (_length > 0)
            Emit();
    }

    private void Emit()
    {
        var line = Encoding.UTF8.GetString(_line, 0, _length).TrimEnd('\r');
        _length = 0;
        onLine(line);
    }
}
