using System.Collections.Immutable;
using System.Text;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Source;

namespace Chimera.Sites.GithubPages.Checks;

/// <summary>What can be seen from the names and sizes of a site's files.</summary>
internal static class SiteChecks
{
    private const long Gigabyte = 1L << 30;
    private const long LargestFile = 100L << 20;

    public static IEnumerable<SiteFinding> Run(
        SiteFolder folder, PublishingSource source, IReadOnlyCollection<SiteFile> files, PublishedFiles published) =>
    [
        .. Pages(published),
        .. Sizes(source, published),
        .. WellKnown(source, files, published),
        .. Links(folder, source),
    ];

    private static IEnumerable<SiteFinding> Pages(PublishedFiles published)
    {
        var top = Place.Of(SitePath.Shown(published.Root));
        if (!published.Contains("/index.html"))
        {
            var elsewhere = published.UrlPaths.Where(path => path.EndsWith("/index.html", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).FirstOrDefault();
            var hint = elsewhere is null ? "" : $"; there is one at {elsewhere}";
            yield return new SiteFinding(
                PagesFindings.MissingIndex, $"there is no index.html, index.md or README.md at the top of the publish folder{hint}", top);
        }

        if (published.Contains("/404.html"))
        {
            yield break;
        }

        var misplaced = published.UrlPaths.Where(path => path.EndsWith("/404.html", StringComparison.Ordinal) || path == "/404/index.html")
            .Order(StringComparer.Ordinal).FirstOrDefault();
        yield return misplaced is null
            ? new SiteFinding(PagesFindings.MissingNotFoundPage, "visitors of an address that does not exist see GitHub's own page", top)
            : new SiteFinding(
                PagesFindings.MisplacedNotFoundPage, $"{misplaced} is not sent for addresses that do not exist",
                Place.Of(published.FileOf(misplaced)?.Path ?? misplaced), Subject: published.FileOf(misplaced)?.Path);
    }

    private static IEnumerable<SiteFinding> Sizes(PublishingSource source, PublishedFiles published)
    {
        var bytes = published.UrlPaths.Sum(path => published.FileOf(path)?.Bytes ?? 0);
        var top = Place.Of(SitePath.Shown(published.Root));
        if (bytes > 10 * Gigabyte)
        {
            yield return new SiteFinding(PagesFindings.SiteMuchTooLarge, $"the site has {Size(bytes)}", top);
        }
        else if (bytes > Gigabyte)
        {
            yield return new SiteFinding(PagesFindings.SiteTooLarge, $"the site has {Size(bytes)}", top);
        }

        if (source is PublishingSource.Artifact { Jekyll: false } or PublishingSource.Unknown)
        {
            yield break;
        }

        foreach (var file in published.All.Where(file => file.Bytes > LargestFile))
        {
            yield return new SiteFinding(
                PagesFindings.FileTooLarge, $"the file has {Size(file.Bytes)}", Place.Of(file.Path), Subject: file.Path);
        }
    }

    private static IEnumerable<SiteFinding> WellKnown(
        PublishingSource source, IReadOnlyCollection<SiteFile> files, PublishedFiles published)
    {
        var folder = SitePath.Join(source.Root, ".well-known") + "/";
        if (files.FirstOrDefault(file => file.Path.StartsWith(folder, StringComparison.Ordinal)) is { } lost
            && !published.UrlPaths.Any(path => path.StartsWith("/.well-known/", StringComparison.Ordinal)))
        {
            var isJekyll = source is not PublishingSource.Artifact { Jekyll: false };
            yield return new SiteFinding(
                PagesFindings.WellKnownLost, $"{Wording.Quote(lost.Path)} is not published", Place.Of(lost.Path),
                Remedy: isJekyll ? "add '.well-known' to 'include:' in _config.yml"
                    : "set 'include-hidden-files: true' where the artifact is uploaded",
                Subject: isJekyll ? ".well-known" : null);
        }
    }

    private static IEnumerable<SiteFinding> Links(SiteFolder folder, PublishingSource source) =>
        from link in folder.LinksBelow(source.Root)
        where link.Leads is null
            || (source.Root.Length > 0 && link.Leads != source.Root && !link.Leads.StartsWith(source.Root + "/", StringComparison.Ordinal))
        select new SiteFinding(
            PagesFindings.LinkLeadsOut, $"the link leads to {Wording.Quote(link.Target)}, which is not part of the site",
            Place.Of(link.Path), Subject: link.Path);

    private static string Size(long bytes) => bytes >= Gigabyte ? $"{bytes / (double)Gigabyte:F1} GiB"
        : $"{bytes / (double)(1 << 20):F1} MiB";
}
