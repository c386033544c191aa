using Chimera.Documents.Toml.Reading;

namespace Chimera.Documents.Toml.Editing;

/// <summary>How a text is written, so that what is added looks the same.</summary>
internal static class TomlStyle
{
    public static string LineBreak(string text)
    {
        var at = text.IndexOf('\n', StringComparison.Ordinal);
        return at > 0 && text[at - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <summary>The spaces at the start of a line.</summary>
    public static string Indent(string text, int line)
    {
        line += line == 0 && text.StartsWith('\ufeff') ? 1 : 0;
        var end = line;
        while (end < text.Length && TomlTrivia.IsBlank(text[end]))
            end++;
        return text[line..end];
    }

    /// <summary>A key and its value, with the spaces that a neighbour has around its '='.</summary>
    public static string Pair(string text, string key, string literal, TomlItem.KeyLine? neighbour, TomlItem.KeyLine? other)
    {
        if (neighbour is null)
            return $"{key} = {literal}";
        var before = text[neighbour.Key[^1].Span.End..neighbour.EqualsAt];
        var after = text[(neighbour.EqualsAt + 1)..neighbour.Value.Span.Start];
        if (before.Length > 0)
            before = new string(' ', IsAligned(neighbour, other) ? Math.Max(1, Width(neighbour) - key.Length) : 1);
        return $"{key}{before}={after}{literal}";
    }

    /// <summary>The blank lines at the start of a piece of text.</summary>
    public static TextSpan BlankLines(string text, TextSpan trivia)
    {
        var end = trivia.Start;
        while (end < trivia.End && TomlTrivia.NextLine(text, end) is var next && text.AsSpan(end, next - end).IsWhiteSpace())
            end = Math.Min(next, trivia.End);
        return TextSpan.FromTo(trivia.Start, end);
    }

    /// <summary>Whether the last line of a piece of text is blank.</summary>
    public static bool EndsBlank(string text, TextSpan piece)
    {
        var line = TomlTrivia.LineStart(text, piece.End - 1, piece.Start);
        return text.AsSpan(line, piece.End - line).IsWhiteSpace();
    }

    private static bool IsAligned(TomlItem.KeyLine line, TomlItem.KeyLine? other) =>
        other is not null && Width(line) == Width(other) && NameLength(line) != NameLength(other);

    private static int Width(TomlItem.KeyLine line) => line.EqualsAt - line.Key[0].Span.Start;

    private static int NameLength(TomlItem.KeyLine line) => line.Key[^1].Span.End - line.Key[0].Span.Start;
}
