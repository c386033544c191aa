namespace Chimera.Sites.Netlify.Matching;

/// <summary>
/// netlify-redirector 0.5.0 stops matching when a rule with a splat would send a visitor to what the rule itself matches, and the visitor
/// seems to be there already: the request begins with the destination's text before <c>/:splat</c>. Rewrites (200) are spared.
/// </summary>
internal sealed class LoopGuard
{
    private const string Splat = "/:splat";

    private readonly string _prefix;
    private readonly bool _isCut;

    /// <param name="to">The destination, its names not filled in.</param>
    public LoopGuard(string to)
    {
        var cut = Cut(to);
        _isCut = cut >= 0;
        _prefix = _isCut ? to[..cut] : to;
    }

    public bool Covers(Visitor visitor, ReadOnlySpan<char> path) => _isCut
        ? (_prefix != "/" && path.StartsWith(_prefix, StringComparison.Ordinal))
            || (PathOn(visitor) is { Length: > 1 } prefix && path.StartsWith(prefix, StringComparison.Ordinal))
        : path.StartsWith(_prefix, StringComparison.Ordinal);

    /// <summary>Where the first segment <c>:splat</c> begins, unless that is the destination's first.</summary>
    private static int Cut(string to)
    {
        for (var at = to.IndexOf(Splat, StringComparison.Ordinal); at >= 0; at = to.IndexOf(Splat, at + 1, StringComparison.Ordinal))
        {
            var after = at + Splat.Length;
            if (at > 0 && (after == to.Length || (to[after] == '/' && after + 1 < to.Length)))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Empty when the destination is not on the visitor's host.</summary>
    private ReadOnlySpan<char> PathOn(Visitor visitor)
    {
        var host = visitor.Scheme.Length + Separator.Length;
        return _prefix.StartsWith(visitor.Scheme, StringComparison.Ordinal)
            && _prefix.AsSpan(visitor.Scheme.Length).StartsWith(Separator, StringComparison.Ordinal)
            && _prefix.AsSpan(host).StartsWith(visitor.Host, StringComparison.Ordinal)
            ? _prefix.AsSpan(host + visitor.Host.Length)
            : default;
    }

    private const string Separator = "://";
}
