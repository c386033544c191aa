namespace Chimera.Sites.Analyses;

/// <summary>Text of a site, as it is quoted in a message: on one line, not too long, nothing that steers a terminal.</summary>
internal static class SafeText
{
    private const int MaxLength = 120;

    public static string Line(string text)
    {
        var cut = text.Length > MaxLength ? string.Concat(text.AsSpan(0, MaxLength - 1), "…") : text;
        return string.Create(cut.Length, cut, (line, from) =>
        {
            for (var at = 0; at < line.Length; at++)
            {
                line[at] = char.IsControl(from[at]) || char.GetUnicodeCategory(from[at]) == System.Globalization.UnicodeCategory.Format
                    ? ' ' : from[at];
            }
        });
    }
}
