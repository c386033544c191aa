namespace Chimera.Sites.Netlify.Matching;

/// <summary>Fills in a destination the way the matcher does: one name after the other, each wherever its text stands.</summary>
internal static class Destination
{
    /// <summary>Values that name other values can make a destination grow without end; a longer one is left as it is.</summary>
    private const int MaxLength = 1 << 16;

    public static string Fill(string to, PathPattern? pattern, ReadOnlySpan<char> path, ReadOnlySpan<Range> captures)
    {
        if (pattern is null || !to.Contains(':', StringComparison.Ordinal))
        {
            return to;
        }

        var capture = 0;
        foreach (var unit in pattern.Units)
        {
            if (unit.Part == PatternPart.Literal)
            {
                continue;
            }

            if (to.Length <= MaxLength)
            {
                to = Replace(to, unit.IsSplat ? "splat" : pattern.TextOf(unit), path[captures[capture]]);
            }

            capture++;
        }

        return to;
    }

    public static string Fill(string to, QueryParameter[] parameters, string query)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.IsCapture && to.Contains(parameter.Value, StringComparison.Ordinal))
            {
                to = to.Replace(parameter.Value, QueryText.Recoded(query.AsSpan()[parameter.Find(query)!.Value]), StringComparison.Ordinal);
            }
        }

        return to;
    }

    private static string Replace(string to, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        var text = to.AsSpan();
        for (var at = text.IndexOf(':'); at >= 0;)
        {
            if (text[(at + 1)..].StartsWith(name, StringComparison.Ordinal))
            {
                return to.Replace($":{name}", value.ToString(), StringComparison.Ordinal);
            }

            var next = text[(at + 1)..].IndexOf(':');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return to;
    }
}
