using System.Text;
using System.Text.Unicode;
using Chimera.Engine.Truth;

namespace Chimera.Documents;

/// <summary>A text file with a name, which knows the line and column of each of its characters.</summary>
/// <param name="name">How the file is named to a person.</param>
/// <param name="text">Everything in it; a byte order mark, if any, is its first character.</param>
public sealed class SourceFile(string name, string text)
{
    private int[]? _lines;

    public string Name { get; } = name;

    public string Text { get; } = text;

    /// <summary>Where the first U+FFFD stands that replaces bytes which are not UTF-8; null when there is none.</summary>
    public int? Undecodable { get; private init; }

    /// <summary>Bytes that are not UTF-8 become U+FFFD, as they do in a browser and in node.</summary>
    public static SourceFile Decode(string name, ReadOnlySpan<byte> bytes) =>
        new(name, Encoding.UTF8.GetString(bytes)) { Undecodable = FirstBad(bytes) };

    /// <summary>Where a character stands; the index after the last one is allowed.</summary>
    public Place PlaceOf(int index)
    {
        var lines = _lines ??= LineStarts(Text);
        var line = MemoryExtensions.BinarySearch<int, int>(lines, index);
        line = line < 0 ? ~line - 1 : line;
        return new Place(Name, line + 1, index - lines[line] + 1);
    }

    public Place PlaceOf(TextSpan span) => PlaceOf(span.Start);

    /// <summary>The index of a line's first character.</summary>
    /// <param name="line">From 1; null is answered for a line that the file does not have.</param>
    public int? StartOfLine(int line)
    {
        var lines = _lines ??= LineStarts(Text);
        return line >= 1 && line <= lines.Length ? lines[line - 1] : null;
    }

    private static int? FirstBad(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return null;
        var characters = 0;
        while (Rune.DecodeFromUtf8(bytes, out var rune, out var length) is System.Buffers.OperationStatus.Done)
        {
            characters += rune.Utf16SequenceLength;
            bytes = bytes[length..];
        }

        return characters;
    }

    private static int[] LineStarts(string text)
    {
        List<int> starts = [0];
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }

        return [.. starts];
    }
}
