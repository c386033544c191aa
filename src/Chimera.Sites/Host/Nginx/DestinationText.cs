namespace Chimera.Sites.Host.Nginx;

/// <summary>A destination with variables of nginx's where the rule names what it captured.</summary>
internal static class DestinationText
{
    /// <summary>One name after the other, each wherever its text stands, as the matcher fills it in.</summary>
    public static string Of(string to, IEnumerable<Captured> captures)
    {
        List<(string Text, bool IsVariable)> parts = [(to, false)];
        foreach (var capture in captures)
        {
            parts = [.. parts.SelectMany(part => part.IsVariable ? [part] : Split(part.Text, capture))];
        }

        return string.Concat(parts.Select(part => part.IsVariable ? part.Text : NginxText.Plain(part.Text)));
    }

    private static IEnumerable<(string Text, bool IsVariable)> Split(string text, Captured capture)
    {
        var pieces = text.Split($":{capture.Name}");
        for (var at = 0; at < pieces.Length; at++)
        {
            if (at > 0)
            {
                yield return ($"${{{capture.Variable}}}", true);
            }

            yield return (pieces[at], false);
        }
    }
}
