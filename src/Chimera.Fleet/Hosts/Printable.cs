namespace Chimera.Fleet.Hosts;

/// <summary>Makes text from outside fit for a message: one line, no control characters, at most 300 characters.</summary>
internal static class Printable
{
    private const int Longest = 300;

    public static string Line(string text)
    {
        var words = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return words.Length <= Longest ? words : words[..Longest] + "…";
    }
}
