using System.Text;

namespace Chimera.Tests.Common.Fuzzing;

/// <summary>Makes one input of a target from a seed: the same seed, the same input, on any machine.</summary>
internal sealed class Mutator
{
    private static readonly byte[][] Extremes = Bytes(
        "0", "-1", "1", "00", "255", "256", "65535", "65536", "2147483647", "2147483648", "-2147483648", "4294967296", "9007199254740993",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999999", "1e999", "0.5", "٣");

    private static readonly byte[][] Hostile =
    [
        [0], [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], .. Bytes(
            "\r\n", "\n\n", " ", "\t", "\u2028", "\u202e", "\u001b[31m", "\u0085", "é", "😀", "\"", "'", "\\", "\\u0000", "\\ud800", "[", "]", "{", "}", ":", ",", "-", "/", "..", "$(", "`", "%"),
    ];

    private static readonly byte[] Marks = [.. " \t\n,:;=[]{}()<>"u8];

    private readonly FuzzTarget _target;
    private readonly Random _chance;
    private readonly Func<byte[], byte[]>[] _changes;
    private byte[] _bytes;

    private Mutator(FuzzTarget target, int seed)
    {
        (_target, _chance) = (target, new Random(seed));
        _bytes = One(target.Corpus);
        _changes =
        [
            FlipBit, Overwrite, Delete, Repeat, Splice, Number, Number, SwapLines, DropLine, CopyLine, Put, Put, PutHostile, PutHostile, Replace, Replace, Truncate, Exchange, Swell,
        ];
    }

    public static byte[] Make(FuzzTarget target, int seed)
    {
        var mutator = new Mutator(target, seed);
        for (var left = 1 + mutator._chance.Next(5); left > 0; left--)
        {
            mutator._bytes = mutator.One(mutator._changes)(mutator._bytes);
        }

        return mutator._bytes.Length <= target.MostBytes ? mutator._bytes : mutator._bytes[..target.MostBytes];
    }

    private byte[] FlipBit(byte[] bytes) => bytes.Length == 0 ? bytes : With(bytes, _chance.Next(bytes.Length), old => (byte)(old ^ (1 << _chance.Next(8))));

    private byte[] Overwrite(byte[] bytes) => bytes.Length == 0 ? bytes : With(bytes, _chance.Next(bytes.Length), _ => (byte)_chance.Next(256));

    private byte[] Delete(byte[] bytes)
    {
        var (at, length) = Run(bytes);
        return [.. bytes[..at], .. bytes[(at + length)..]];
    }

    private byte[] Repeat(byte[] bytes)
    {
        var (at, length) = Run(bytes);
        return [.. bytes[..(at + length)], .. bytes[at..]];
    }

    private byte[] Splice(byte[] bytes)
    {
        var other = One(_target.Corpus);
        var (at, length) = Run(other);
        return Insert(bytes, other[at..(at + length)]);
    }

    private byte[] Number(byte[] bytes)
    {
        var digits = Enumerable.Range(0, bytes.Length).Where(i => char.IsAsciiDigit((char)bytes[i]) && (i == 0 || !char.IsAsciiDigit((char)bytes[i - 1]))).ToArray();
        if (digits.Length == 0)
        {
            return bytes;
        }

        var at = One(digits);
        var end = at;
        while (end < bytes.Length && char.IsAsciiDigit((char)bytes[end]))
        {
            end++;
        }

        return [.. bytes[..at], .. One(Extremes), .. bytes[end..]];
    }

    private byte[] SwapLines(byte[] bytes) => Lines(bytes, lines =>
    {
        var (left, right) = (_chance.Next(lines.Count), _chance.Next(lines.Count));
        (lines[left], lines[right]) = (lines[right], lines[left]);
    });

    private byte[] DropLine(byte[] bytes) => Lines(bytes, lines => lines.RemoveAt(_chance.Next(lines.Count)));

    private byte[] CopyLine(byte[] bytes) => Lines(bytes, lines => lines.Insert(_chance.Next(lines.Count), One(lines)));

    private byte[] Put(byte[] bytes) => Insert(bytes, _target.Words.IsEmpty ? One(Hostile) : One(_target.Words));

    private byte[] PutHostile(byte[] bytes) => Insert(bytes, One(Hostile));

    /// <summary>A word between two marks becomes another.</summary>
    private byte[] Replace(byte[] bytes)
    {
        var start = _chance.Next(bytes.Length + 1);
        while (start > 0 && !Marks.Contains(bytes[start - 1]))
        {
            start--;
        }

        var end = start;
        while (end < bytes.Length && !Marks.Contains(bytes[end]))
        {
            end++;
        }

        return [.. bytes[..start], .. _target.Words.IsEmpty || _chance.Next(3) == 0 ? One(Extremes) : One(_target.Words), .. bytes[end..]];
    }

    private byte[] Truncate(byte[] bytes) => bytes[.._chance.Next(bytes.Length + 1)];

    /// <summary>One run and another change places.</summary>
    private byte[] Exchange(byte[] bytes)
    {
        var (at, length) = Run(bytes);
        return Insert([.. bytes[..at], .. bytes[(at + length)..]], bytes[at..(at + length)]);
    }

    /// <summary>One run again and again: what takes longer than in proportion shows itself.</summary>
    private byte[] Swell(byte[] bytes)
    {
        var (at, length) = Run(bytes);
        var unit = _target.Words.IsEmpty || _chance.Next(2) == 0 ? bytes[at..(at + length)] : One(_target.Words);
        var room = _target.MostBytes - bytes.Length;
        if (unit.Length == 0 || room < unit.Length || _chance.Next(4) > 0)
        {
            return bytes;
        }

        var much = new byte[room / unit.Length * unit.Length];
        for (var start = 0; start < much.Length; start += unit.Length)
        {
            unit.CopyTo(much, start);
        }

        return [.. bytes[..at], .. much, .. bytes[at..]];
    }

    private byte[] Insert(byte[] bytes, byte[] what)
    {
        var at = _chance.Next(bytes.Length + 1);
        return [.. bytes[..at], .. what, .. bytes[at..]];
    }

    private (int At, int Length) Run(byte[] bytes)
    {
        var at = _chance.Next(bytes.Length + 1);
        var most = _chance.Next(3) switch { 0 => 4, 1 => 64, _ => bytes.Length };
        return (at, _chance.Next(Math.Min(most, bytes.Length - at) + 1));
    }

    private static byte[] With(byte[] bytes, int at, Func<byte, byte> change)
    {
        byte[] changed = [.. bytes];
        changed[at] = change(changed[at]);
        return changed;
    }

    private static byte[] Lines(byte[] bytes, Action<List<byte[]>> change)
    {
        var lines = new List<byte[]>();
        var start = 0;
        for (var at = Array.IndexOf(bytes, (byte)'\n'); at >= 0; at = Array.IndexOf(bytes, (byte)'\n', start))
        {
            lines.Add(bytes[start..(at + 1)]);
            start = at + 1;
        }

        lines.Add(bytes[start..]);
        change(lines);
        return [.. lines.SelectMany(line => line)];
    }

    private T One<T>(IReadOnlyList<T> items) => items[_chance.Next(items.Count)];

    private static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
