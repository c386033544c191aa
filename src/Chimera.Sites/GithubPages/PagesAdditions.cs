using System.Collections.Immutable;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages;

/// <summary>What GitHub Pages adds to a site's answers by itself; its documentation is silent, and many have published what they measured.</summary>
internal static class PagesAdditions
{
    public static ImmutableArray<AddedHeader> Added { get; } =
    [
        new("Access-Control-Allow-Origin", "https://ouyi.github.io/post/2018/01/14/github-pages-cname-file.html (measured)", (_, value) => value == "*"),
        new("Strict-Transport-Security", "https://hsts-guide.com/posts/hsts-for-github-pages/ (and measured: max-age=31556952)", (_, _) => true),
    ];
}
