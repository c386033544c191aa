namespace Chimera.Sites.Host.Telling;

/// <summary>A destination with variables of the web server's where the rule names what it captured.</summary>
internal static class DestinationText
{
    /// <summary>One name after the other, each wherever its text stands, as the matcher fills it in.</summary>
    /// <param name="plain">How the server is told a text without variables.</param>
    /// <param name="variable">How it is told what was captured.</param>
    public static string Of(string to, IEnumerable<Captured> captures, Func<string, string> plain, Func<Captured, string> variable)
    {
        List<(string Text, Captured? Capture)> parts = [(to, null)];
        foreach (var capture in captures)
        {
            parts = [.. parts.SelectMany(part => part.Capture is not null ? [part] : Split(part.Text, capture))];
        }

        return string.Concat(parts.Select(part => part.Capture is { } capture ? variable(capture) : plain(part.Text)));
    }

    private static IEnumerable<(string Text, Captured? Capture)> Split(string text, Captured capture)
    {
        var pieces = text.Split($":{capture.Name}");
        for (var at = 0; at < pieces.Length; at++)
        {
            if (at > 0)
            {
                yield return ("", capture);
            }

            yield return (pieces[at], null);
        }
    }
}
