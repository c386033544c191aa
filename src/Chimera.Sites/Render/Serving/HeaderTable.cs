using System.Collections.Immutable;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Render.Serving;

/// <summary>The header rules of a site, compiled once.</summary>
internal sealed class HeaderTable(ImmutableArray<HeaderRule> rules)
{
    private readonly ImmutableArray<(HeaderGlob Glob, HeaderRule Rule)> _rules =
        [.. rules.Select(rule => (HeaderGlob.Parse(rule.For), rule))];

    /// <summary>The rules that speak of a path, in order.</summary>
    /// <param name="path">As sent, percent-encoded.</param>
    public IEnumerable<HeaderRule> For(string path) => _rules.Where(rule => rule.Glob.IsMatch(path)).Select(rule => rule.Rule);
}
