namespace Chimera.Sites.Netlify.Matching;

/// <summary>
/// netlify-redirector 0.5.0 stops matching when a rule with a splat would send a visitor to a path that the rule itself matches, and the
/// visitor seems to be there already: the request begins with the destination's text before <c>/:splat</c>. Rewrites (200) are spared.
/// </summary>
internal static class LoopGuard
{
    private const string Splat = "/:splat";

    /// <summary>The destination up to its first segment <c>:splat</c>, unless that is its first; else all of it.</summary>
    public static string PrefixOf(string to)
    {
        for (var at = to.IndexOf(Splat, StringComparison.Ordinal); at >= 0; at = to.IndexOf(Splat, at + 1, StringComparison.Ordinal))
        {
            var after = at + Splat.Length;
            if (at > 0 && (after == to.Length || to[after] == '/'))
            {
                return to[..at];
            }
        }

        return to;
    }
}
