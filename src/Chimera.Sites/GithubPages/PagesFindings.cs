using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;
using Chimera.Sites.GithubPages.Domain;
using Chimera.Sites.GithubPages.Jekyll;

namespace Chimera.Sites.GithubPages;

/// <summary>What can be wrong with a site on GitHub Pages.</summary>
public static class PagesFindings
{
    private const string LimitsPage = "https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits";
    private const string SourcePage =
        "https://docs.github.com/pages/getting-started-with-github-pages/configuring-a-publishing-source-for-your-github-pages-site";
    private const string ArtifactSource = "actions/upload-pages-artifact, action.yml (fc324d3)";

    public static readonly FindingKind RedirectsNotRead = new(
        "pages.redirects-not-read", Severity.Warning, "redirect rules that GitHub Pages does not read",
        "GitHub Pages has no server-side redirects, rewrites or proxies. A `_redirects` file or the rules of another platform's "
        + "configuration are files "
        + "like any other: every address that depends on them answers with 404.",
        "replace each rule by a page with a meta refresh (jekyll-redirect-from writes them from 'redirect_from:'), or deploy to a "
        + "platform that reads the file",
        "```\n# _redirects\n/old /new 301\n```\nbecomes, in the front matter of `new.md`,\n```yaml\nredirect_from: /old\n```",
        "https://docs.github.com/pages: no such feature is documented; https://github.com/jekyll/jekyll-redirect-from");

    public static readonly FindingKind HeadersNotRead = new(
        "pages.headers-not-read", Severity.Warning, "header rules that GitHub Pages does not read",
        "GitHub Pages sends the same headers for every site and lets none be set. Security headers, cache times and CORS rules of a "
        + "`_headers` file have no effect.",
        "say what can be said in the page (a meta element for Content-Security-Policy and referrer), or put a CDN in front",
        "```\n# _headers\n/*\n  X-Frame-Options: DENY\n```\nhas no counterpart here.",
        "https://docs.github.com/pages: no such feature is documented");

    public static readonly FindingKind ConfigurationNotRead = new(
        "pages.configuration-not-read", Severity.Note, "another platform's configuration",
        "The file configures another platform. GitHub Pages does not read it; inside the publish folder it is published as it is.",
        "leave it if the site is deployed there as well; otherwise remove the file",
        "`netlify.toml` beside a site that only GitHub Pages publishes",
        "https://docs.github.com/pages");

    public static readonly FindingKind MissingIndex = new(
        "pages.missing-index", Severity.Error, "no start page",
        "GitHub Pages looks for index.html, index.md or README.md at the top of the publishing source. Without one the site's first "
        + "address answers with 404.",
        "add an index.html at the top of the publish folder, or publish the folder that has one",
        "a repository with `site/index.html` that is published from its root",
        SourcePage);

    public static readonly FindingKind MissingNotFoundPage = new(
        "pages.missing-404", Severity.Note, "no 404 page",
        "For an address that does not exist GitHub Pages sends 404.html from the top of the site, or else its own page, which carries "
        + "GitHub's name.",
        "add a 404.html at the top of the publish folder",
        "`404.html`, or `404.md` with `permalink: /404.html`",
        "https://docs.github.com/pages/getting-started-with-github-pages/creating-a-custom-404-page-for-your-github-pages-site");

    public static readonly FindingKind MisplacedNotFoundPage = new(
        "pages.misplaced-404", Severity.Warning, "a 404 page where it is not looked for",
        "Only /404.html at the top of the site is sent for addresses that do not exist. One in a folder, or a 404.md that becomes "
        + "/404/index.html, is a page like any other.",
        "move it to the top of the publish folder; for 404.md set 'permalink: /404.html'",
        "`en/404.html` should be `404.html`",
        "https://docs.github.com/pages/getting-started-with-github-pages/creating-a-custom-404-page-for-your-github-pages-site");

    public static readonly FindingKind NotBuilt = new(
        "pages.not-built", Severity.Warning, "the publish folder does not exist yet",
        "The workflow or script publishes a folder that is made by a build, and it is not there: nothing can be said about the pages.",
        "run the build first, then simulate again",
        "`path: dist` in a workflow, in a checkout without `dist`",
        ArtifactSource);

    public static readonly FindingKind WorkflowNotUnderstood = new(
        "pages.workflow-not-understood", Severity.Note, "a workflow that Chimera cannot read",
        "Whether a workflow publishes, and what, decides everything else. This one is not YAML that Chimera reads, or names the folder "
        + "by an expression.",
        "write the folder out in the step that uploads it",
        "`path: ${{ env.OUT }}` should be `path: dist`",
        ArtifactSource);

    public static readonly FindingKind WellKnownLost = new(
        "pages.well-known-lost", Severity.Warning, ".well-known is not published",
        "Jekyll leaves out every entry that begins with a dot, and upload-pages-artifact leaves hidden files out of what is published. "
        + "Proofs of ownership, "
        + "security.txt and app links in `.well-known` answer with 404.",
        "with Jekyll add '.well-known' to 'include:' in _config.yml, or add a .nojekyll; in a workflow set 'include-hidden-files: true'",
        "```yaml\ninclude: ['.well-known']\n```",
        "jekyll 3.10, lib/jekyll/entry_filter.rb; " + ArtifactSource);

    public static readonly FindingKind SiteTooLarge = new(
        "pages.site-over-1gb", Severity.Warning, "more than 1 GB",
        "Published sites may be no larger than 1 GB; the deployment warns above it, and GitHub may ask for the site to be made smaller.",
        "serve large files from elsewhere: a release, an object store",
        "a site of 1.4 GB, most of it videos",
        LimitsPage);

    public static readonly FindingKind SiteMuchTooLarge = new(
        "pages.site-over-10gb", Severity.Error, "more than 10 GB",
        "A deployment of more than 10 GB is refused.",
        "serve large files from elsewhere: a release, an object store",
        "a site of 12 GB",
        "actions/deploy-pages: an artifact of 10 GB or more is refused");

    public static readonly FindingKind FileTooLarge = new(
        "pages.file-over-100mb", Severity.Error, "a file of more than 100 MiB",
        "GitHub refuses a push with a file of more than 100 MiB, so a site that is published from a branch cannot contain it. "
        + "Git LFS does not help: Pages publishes the pointer.",
        "make it smaller, or serve it from elsewhere",
        "`video/tour.mp4` of 180 MiB",
        "https://docs.github.com/repositories/working-with-files/managing-large-files/about-large-files-on-github");

    public static readonly FindingKind LinkLeadsOut = new(
        "pages.link-leads-out", Severity.Warning, "a symbolic link that leads out of the site",
        "Jekyll drops links that lead out of the site, and a link whose target is absent breaks the making of the artifact.",
        "replace the link by a copy of what it points to",
        "`assets -> ../shared/assets`",
        "jekyll 3.10, lib/jekyll/entry_filter.rb; " + ArtifactSource);

    public static readonly FindingKind TrailingSlash = new(
        "pages.trailing-slash", Severity.Error, "a link with a slash too many",
        "GitHub Pages serves about.html as /about and as /about.html, and answers /about/ with 404. The link ends with a slash and there "
        + "is no folder with an index.html.",
        "remove the slash, or make the page about/index.html",
        "`<a href=\"/about/\">` with a file `about.html`",
        "measured live: https://github.com/slorber/trailing-slash-guide");

    public static readonly FindingKind BasePath = new(
        "pages.base-path", Severity.Error, "links that ignore the project's path",
        "A project site without a domain of its own lives under /<repository>/. A link that begins with a slash leads to the root of the "
        + "host, which is another site.",
        "set the base path in the site generator, or write the links relative to the page",
        "`<script src=\"/app.js\">` in the project site of `tool` should be `/tool/app.js` or `app.js`",
        "https://docs.github.com/pages/getting-started-with-github-pages/about-github-pages");

    /// <summary>Every kind, in the order of its page.</summary>
    public static readonly ImmutableArray<FindingKind> All =
    [
        RedirectsNotRead, HeadersNotRead, ConfigurationNotRead, MissingIndex, MissingNotFoundPage, MisplacedNotFoundPage, NotBuilt,
        WorkflowNotUnderstood, WellKnownLost, SiteTooLarge, SiteMuchTooLarge, FileTooLarge, LinkLeadsOut, TrailingSlash, BasePath,
        .. CnameFindings.All, .. JekyllFindings.All,
    ];
}
