using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>What can be wrong with a site that GitHub builds with Jekyll, knowingly or not.</summary>
public static class JekyllFindings
{
    private const string Filter = "jekyll 3.10, lib/jekyll/entry_filter.rb";
    private const string Gem = "github/pages-gem (cd7369a), lib/github-pages/configuration.rb and plugins.rb";

    public static readonly FindingKind AssetsDropped = new(
        "pages.jekyll-drops-assets", Severity.Error, "Jekyll drops files that the pages need",
        "Unless there is a .nojekyll at the top of the publish folder, GitHub runs Jekyll over it, and Jekyll leaves out every file "
        + "and folder whose name begins with "
        + "an underscore. The pages load, their scripts and styles are 404.",
        "add an empty file .nojekyll at the top of the publish folder",
        "a Next.js export with `_next/`, an Astro build with `_astro/`, without `.nojekyll`", Filter);

    public static readonly FindingKind LeftOut = new(
        "pages.jekyll-leaves-out", Severity.Note, "Jekyll leaves out some files",
        "Jekyll leaves out entries whose names begin with `.`, `_`, `#` or `~` or end with `~`, unless `include:` lists them.",
        "add the name to 'include:' in _config.yml if it should be published",
        "```yaml\ninclude: ['_pages']\n```", Filter);

    public static readonly FindingKind ConfigInvalid = new(
        "pages.config-invalid", Severity.Error, "_config.yml cannot be read",
        "GitHub's build stops when _config.yml is not valid YAML or not a map of settings; the site that was published before stays.",
        "correct the file at the place named",
        "`title: a: b` should be `title: 'a: b'`", "jekyll 3.10, lib/jekyll/configuration.rb");

    public static readonly FindingKind ConfigNotUnderstood = new(
        "pages.config-not-understood", Severity.Note, "_config.yml uses more of YAML than Chimera reads",
        "Jekyll reads anchors, aliases, tags and repeated keys; Chimera does not, and foresees the site without what it could not read.",
        "write the value out where it is used",
        "`include: *shared` should be the list itself", "YAML 1.1 as Ruby's Psych reads it");

    public static readonly FindingKind FrontMatterInvalid = new(
        "pages.front-matter-invalid", Severity.Warning, "front matter that is not YAML",
        "Jekyll reports the error, goes on, and makes the page without any of its front matter: its title, layout and address are lost.",
        "correct the YAML between the --- lines",
        "`title: Chapter 1: Start` should be `title: 'Chapter 1: Start'`", "jekyll 3.10, lib/jekyll/convertible.rb");

    public static readonly FindingKind SettingForced = new(
        "pages.setting-forced", Severity.Note, "a setting that GitHub Pages overrides",
        "Some settings are the same for every site on GitHub Pages; what _config.yml says is overridden without a word.",
        "remove the setting, or build the site in a workflow of your own",
        "`highlighter: pygments` is always `rouge`", Gem);

    public static readonly FindingKind PluginNotAllowed = new(
        "pages.plugin-not-allowed", Severity.Warning, "a plugin that never runs",
        "GitHub Pages runs twenty plugins and passes over all others, also those in a `_plugins` folder. Pages that only the plugin "
        + "makes do not exist, and a tag of it "
        + "in a page ends the build.",
        "build the site in a workflow of your own (actions/configure-pages, then actions/deploy-pages), or do without the plugin",
        "```yaml\nplugins: [jekyll-archives]\n```", Gem);

    public static readonly FindingKind ThemeUnknown = new(
        "pages.theme-unknown", Severity.Error, "a theme that GitHub Pages does not have",
        "The build ends with an error: only fifteen themes are installed. Any other can be used as remote_theme if it is on GitHub.",
        "write 'remote_theme: owner/repository' instead, or take one of the supported themes",
        "`theme: just-the-docs` should be `remote_theme: just-the-docs/just-the-docs`", Gem);

    public static readonly FindingKind RemoteThemeInvalid = new(
        "pages.remote-theme-invalid", Severity.Warning, "'remote_theme' is not owner/repository",
        "A remote theme is named as owner/repository, with @ and a tag, branch or commit if wanted. Anything else is reported and left "
        + "out: the pages have no layout.",
        "write owner/repository",
        "`remote_theme: minimal-mistakes` should be `remote_theme: mmistakes/minimal-mistakes`",
        "https://github.com/benbalter/jekyll-remote-theme");

    public static readonly FindingKind BaseUrlMismatch = new(
        "pages.baseurl-mismatch", Severity.Warning, "'baseurl' is not where the site lives",
        "Addresses made with relative_url and absolute_url begin with baseurl. It must be /<repository> for a project site, and empty "
        + "for a user's site or one with a "
        + "domain of its own; otherwise every such link is a 404.",
        "set baseurl to the path the site is served under, with a slash before and none after it, or remove it: GitHub Pages fills it in",
        "`baseurl: /blog` with a `CNAME` should be `baseurl: \"\"`", "https://jekyllrb.com/docs/github-pages/#project-page-url-structure");

    public static readonly FindingKind ExcludeReplaces = new(
        "pages.exclude-replaces-defaults", Severity.Note, "'exclude' replaces the usual list",
        "In Jekyll 3.10 an `exclude:` of one's own replaces the default list. Gemfile, vendor and CNAME are then published with the site.",
        "add the names to 'exclude:'",
        "`exclude: [drafts]` should be `exclude: [drafts, Gemfile, Gemfile.lock, vendor]`", "jekyll 3.10, lib/jekyll/configuration.rb");

    public static readonly ImmutableArray<FindingKind> All =
    [
        AssetsDropped, LeftOut, ConfigInvalid, ConfigNotUnderstood, FrontMatterInvalid, SettingForced, PluginNotAllowed, ThemeUnknown,
        RemoteThemeInvalid,
        BaseUrlMismatch, ExcludeReplaces,
    ];
}
