using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>What GitHub's own build of a Jekyll site allows and forces (github/pages-gem at cd7369a, Jekyll 3.10.0).</summary>
internal static class PagesGem
{
    /// <summary>Always on.</summary>
    public static readonly ImmutableArray<string> DefaultPlugins =
    [
        "jekyll-coffeescript", "jekyll-commonmark-ghpages", "jekyll-gist", "jekyll-github-metadata", "jekyll-paginate",
        "jekyll-relative-links",
        "jekyll-optional-front-matter", "jekyll-readme-index", "jekyll-default-layout", "jekyll-titles-from-headings",
    ];

    /// <summary>All others are passed over without a word.</summary>
    public static readonly FrozenSet<string> AllowedPlugins = ((IEnumerable<string>)
    [
        .. DefaultPlugins, "jekyll-feed", "jekyll-redirect-from", "jekyll-seo-tag", "jekyll-sitemap", "jekyll-avatar", "jemoji",
        "jekyll-mentions", "jekyll-include-cache", "jekyll-octicons", "jekyll-remote-theme",
    ]).ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Themes = FrozenSet.Create(
        StringComparer.Ordinal,
        "minima", "jekyll-swiss", "jekyll-theme-primer", "jekyll-theme-architect", "jekyll-theme-cayman", "jekyll-theme-dinky",
        "jekyll-theme-hacker", "jekyll-theme-leap-day", "jekyll-theme-merlot", "jekyll-theme-midnight", "jekyll-theme-minimal",
        "jekyll-theme-modernist", "jekyll-theme-slate", "jekyll-theme-tactile", "jekyll-theme-time-machine");

    public const string DefaultTheme = "jekyll-theme-primer";

    /// <summary>Settings that are the same for every site, whatever it says.</summary>
    public static readonly FrozenDictionary<string, string> Forced = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["lsi"] = "false",
        ["safe"] = "true",
        ["highlighter"] = "rouge",
        ["plugins_dir"] = "a random name",
        ["whitelist"] = "its own list",
        ["source"] = "the publish folder",
        ["destination"] = "its own folder",
        ["incremental"] = "false",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Any other Markdown engine becomes kramdown.</summary>
    public static readonly FrozenSet<string> MarkdownEngines =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "kramdown", "gfm", "commonmarkghpages");

    /// <summary>What is left out of a site that has no <c>exclude</c> of its own.</summary>
    public static readonly ImmutableArray<string> DefaultExclude =
        ["Gemfile", "Gemfile.lock", "node_modules", "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/", "CNAME"];

    public static readonly ImmutableArray<string> DefaultInclude = [".htaccess"];

    /// <summary>Markdown files that are no pages unless they have front matter (jekyll-optional-front-matter 0.3.2).</summary>
    public static readonly FrozenSet<string> NoPages = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "README", "LICENSE", "LICENCE", "COPYING", "CODE_OF_CONDUCT", "CONTRIBUTING", "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE");

    /// <summary>Files that come with a theme.</summary>
    public static ImmutableArray<string> AssetsOf(string theme) => theme switch
    {
        "minima" => ["/assets/main.css", "/assets/minima-social-icons.svg"],
        _ when theme.StartsWith("jekyll-theme-", StringComparison.Ordinal) => ["/assets/css/style.css"],
        _ => [],
    };
}
