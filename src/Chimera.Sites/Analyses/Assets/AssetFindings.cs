using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Assets;

/// <summary>What can be wrong with what pages and style sheets refer to.</summary>
public static class AssetFindings
{
    private const string AsBrowsers =
        "The HTML standard (WHATWG) on what a page fetches, CSS Syntax Level 3, the URL standard; the answer is the one foreseen for "
            + "this platform.";

    public static readonly FindingKind Missing = new(
        "asset.missing", Severity.Error, "a page needs a file that is not published",
        """
        A published page or style sheet fetches a script, style sheet, image, font, video or frame, and the site answers 404, or a catch-all
        rewrite such as `/* /index.html 200` answers with a page, which a browser cannot use as a script, a style or an image. Visitors see
        a page without it. Nothing in a deploy reports this: the platform publishes what it is given.
        """,
        "publish the file, or correct the reference",
        """
        `<img src="/img/logo.png">` while the file is `/images/logo.png`. Write `<img src="/images/logo.png">`.
        """,
        AsBrowsers);

    public static readonly FindingKind OptionalMissing = new(
        "asset.optional-missing", Severity.Warning, "an icon, manifest or preloaded file is not published",
        """
        The page works without it, but every visit asks for it in vain: a missing icon leaves an empty tab, a missing manifest keeps the
        site from being installed, and a preload of a file that is not there delays the ones that are.
        """,
        "publish the file, or remove the `link`",
        """
        `<link rel="icon" href="/favicon.svg">` without a `favicon.svg` in the publish folder. Add the file, or remove the line.
        """,
        AsBrowsers);

    public static readonly FindingKind LinkBroken = new(
        "asset.link-broken", Severity.Warning, "a link leads to a page that is not there",
        """
        A visitor who follows the link, or sends the form, gets the platform's 404. Links to other sites are not asked for, and a link that
        a redirect or a rewrite answers is not broken.
        """,
        "correct the link, publish the page, or add a redirect for it",
        """
        `<a href="/about-us">` while the page is `/about.html`. Write `<a href="/about">`, or add `/about-us /about 301` to `_redirects`.
        """,
        AsBrowsers);

    public static readonly FindingKind FragmentMissing = new(
        "asset.fragment-missing", Severity.Note, "a link names a part of a page that has no such part",
        """
        The link leads to the page, but the browser stays at its top, because no element has the fragment as its `id` and no anchor as its
        `name`. Said only of pages without scripts, as a script could make the part.
        """,
        "give the part that is meant the `id`, or correct the fragment",
        """
        `<a href="/faq.html#pricing">` while the heading is `<h2 id="prices">`. Write `#prices`.
        """,
        "The HTML standard (WHATWG), \"scrolling to a fragment\".");

    public static readonly FindingKind WrongCase = new(
        "asset.wrong-case", Severity.Error, "a reference differs from the file in letter case",
        """
        A file of that name exists in another letter case. On a disk that ignores case (the default of macOS and Windows) the page works;
        the platform compares paths as they are written, so visitors get 404.
        """,
        "write the reference as the file is named",
        """
        `<img src="/img/Logo.png">` while the file is `/img/logo.png`. Write `<img src="/img/logo.png">`.
        """,
        AsBrowsers);

    public static readonly FindingKind Redirected = new(
        "asset.redirected", Severity.Note, "a page fetches a file through a redirect",
        """
        The file is reached, but every visitor pays for one more round trip per redirect before the page is whole. Rules that lead visitors
        on are for addresses out of reach; the site's own pages can name the file where it is.
        """,
        "refer to the file where it is",
        """
        `<script src="/js/app.js">` with the rule `/js/* /assets/:splat 301`. Write `<script src="/assets/app.js">`.
        """,
        AsBrowsers);

    public static readonly FindingKind CrawlBounded = new(
        "asset.crawl-bounded", Severity.Note, "not every page was read",
        """
        At most 5,000 pages and style sheets, and 64 MiB of them, are read for broken references, so that a simulation ends in bounded time.
        What the others refer to is not known.
        """,
        "simulate parts of the site by themselves, or take the absence of findings for the pages read alone",
        "A site of 20,000 generated pages.",
        "A bound of Chimera.");

    public static readonly ImmutableArray<FindingKind> All =
        [Missing, OptionalMissing, LinkBroken, FragmentMissing, WrongCase, Redirected, CrawlBounded];
}
