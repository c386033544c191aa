using System.Globalization;
using System.Text;

namespace Chimera.Engine.Truth.Documents;

/// <summary>Puts what a person wrote into a message: one line, bounded, and nothing a terminal would obey.</summary>
public static class Wording
{
    private const int Longest = 60;

    public static string Quote(string text) => $"'{Short(text)}'";

    public static string Short(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Longest)
                return shown.Append('…').ToString();

            _ = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? shown.Append($"\\u{rune.Value:x4}")
                : shown.Append(rune.ToString());
        }

        return shown.ToString();
    }

    public static string KindOf(Node node) => node switch
    {
        MapNode => "a map",
        ListNode => "a list",
        ScalarNode { IsNull: true } => "empty",
        ScalarNode scalar => Quote(scalar.Text),
        _ => "something else",
    };

    /// <summary><c>a, b or c</c>.</summary>
    public static string Either(IReadOnlyList<string> words) => Joined(words, "or");

    /// <summary><c>a, b and c</c>.</summary>
    public static string Both(IReadOnlyList<string> words) => Joined(words, "and");

    private static string Joined(IReadOnlyList<string> words, string last)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Count <= 1 ? string.Concat(words) : $"{string.Join(", ", [.. words], 0, words.Count - 1)} {last} {words[^1]}";
    }
}
