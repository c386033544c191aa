namespace Chimera.Sites.Analyses.Pages;

/// <summary>Where <c>meta http-equiv="refresh"</c> leads (HTML standard, "shared declarative refresh steps").</summary>
internal static class MetaRefresh
{
    public static string? UrlOf(string content)
    {
        var separator = content.AsSpan().IndexOfAny(';', ',');
        if (separator < 0)
        {
            return null;
        }

        var rest = content[(separator + 1)..].Trim();
        if (rest.StartsWith("url", StringComparison.OrdinalIgnoreCase) && rest[3..].TrimStart() is { } after && after.StartsWith('='))
        {
            rest = after[1..].Trim();
        }

        if (rest.Length > 0 && rest[0] is '"' or '\'')
        {
            var close = rest.IndexOf(rest[0], 1);
            rest = close < 0 ? rest[1..] : rest[1..close];
        }

        return rest.Length == 0 ? null : rest;
    }
}
