using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using YamlDotNet.Core;

namespace Chimera.Documents;

/// <summary>Says in a person's words what the YAML parser stumbled over.</summary>
internal static class YamlErrors
{
    public static Finding Explain(Mark at, string said, string text, string name)
    {
        var line = Math.Max(1, (int)at.Line);
        if (said.Contains("tab", StringComparison.Ordinal) && TabIndentFrom(text, line) is { } tabbed)
            return Finding.Error("yaml.syntax", "the line is indented with a tab", "indent with spaces", new Place(name, tabbed, 1));

        var (message, remedy) = Cause(said, LineAt(text, line));
        return Finding.Error("yaml.syntax", message, remedy, new Place(name, line, Math.Max(1, (int)at.Column)));
    }

    private static (string Message, string Remedy) Cause(string said, ReadOnlySpan<char> line)
    {
        var value = line.TrimStart().TrimStart("- ");
        if (value.IndexOf(": ") is var colon and >= 0)
            value = value[(colon + 2)..].TrimStart();
        if (value.Length > 0 && value[0] is '@' or '`' or '%' or '*' or '&' or '!')
            return ($"a value cannot begin with {value[0]}", "put the value in quotes");
        if (value.Length > 0 && value[0] is '"' or '\'' && value.TrimEnd().Count(value[0]) == 1)
            return ("a quote is opened and not closed", $"close it with {value[0]}, or put the whole value in the other kind of quotes");
        if (value.Contains(": ", StringComparison.Ordinal))
            return ("a colon inside a value looks like another key", "put the value in quotes");

        return ($"this is not YAML: {Wording.Short(Sentence(said))}", "look at the indentation, colons, quotes and brackets here and in the line above");
    }

    // "While scanning a block scalar, did not find X." → "did not find X"
    private static string Sentence(string said)
    {
        var start = said.StartsWith("While ", StringComparison.Ordinal) && said.IndexOf(", ", StringComparison.Ordinal) is var comma and >= 0 ? comma + 2 : 0;
        var sentence = said[start..].TrimEnd('.', ' ');
        return sentence.Length == 0 ? "unexpected text" : char.ToLowerInvariant(sentence[0]) + sentence[1..];
    }

    // The parser names the line before the tab.
    private static int? TabIndentFrom(string text, int first)
    {
        var current = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++current >= first && line[..^line.TrimStart().Length].Contains('\t'))
                return current;
        }

        return null;
    }

    private static ReadOnlySpan<char> LineAt(string text, int number)
    {
        var current = 1;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (current++ == number)
                return line;
        }

        return [];
    }
}
