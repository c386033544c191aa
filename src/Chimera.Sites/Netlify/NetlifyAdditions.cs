using System.Collections.Immutable;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify;

/// <summary>What Netlify adds to a site's answers by itself.</summary>
internal static class NetlifyAdditions
{
    private const string OwnDomain = ".netlify.app";

    public static ImmutableArray<AddedHeader> Added { get; } =
    [
        new("Strict-Transport-Security", "https://answers.netlify.com/t/74903 (\"we also send a HSTS header\")", (_, _) => true),
        new("Link", "https://answers.netlify.com/t/11095 (at its own domain, where the site has another)", (asked, value) => IsAtItsOwn(asked) && IsCanonical(value)),
    ];

    private static bool IsAtItsOwn(Uri asked) => asked.Host.EndsWith(OwnDomain, StringComparison.OrdinalIgnoreCase);

    // <https://www.example.org/>; rel="canonical"
    private static bool IsCanonical(string value) =>
        value.StartsWith('<') && value.Split('>') is [_, var rest] && rest.Trim(' ', ';').Replace("\"", "", StringComparison.Ordinal) == "rel=canonical";
}
