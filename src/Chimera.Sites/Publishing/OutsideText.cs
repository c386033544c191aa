namespace Chimera.Sites.Publishing;

/// <summary>A text from outside as it may be shown.</summary>
internal static class OutsideText
{
    private const int Longest = 300;

    /// <summary>On one line, and not long. What is secret in it is taken out before.</summary>
    public static string Shown(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }
}
