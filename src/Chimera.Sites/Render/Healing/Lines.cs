namespace Chimera.Sites.Render.Healing;

/// <summary>Where lines begin and end.</summary>
internal static class Lines
{
    public static int StartOf(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    /// <summary>Before the line break.</summary>
    public static int EndOf(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        end = end < 0 ? text.Length : end;
        return end > at && text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>Behind the line break that stands at the end of a line.</summary>
    public static int After(string text, int end)
    {
        var at = end < text.Length && text[end] == '\r' ? end + 1 : end;
        return Math.Min(at + 1, text.Length);
    }

    /// <summary>The line break that the text uses.</summary>
    public static string Newline(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}
