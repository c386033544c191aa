using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Assets;

/// <summary>Reads every published page and style sheet, and asks the site for what they refer to.</summary>
/// <param name="maxFiles">How many of them are read.</param>
/// <param name="maxBytes">How much is read of all.</param>
internal sealed class AssetAnalysis(int maxFiles = SiteCrawl.MaxFiles, long maxBytes = SiteCrawl.MaxBytes) : IAnalysis
{
    public IEnumerable<SiteFinding> Analyse(Foresight foresight, SiteFolder folder, CancellationToken cancel)
    {
        if (foresight.Responder is not { } responder || foresight.Published.All.IsEmpty)
        {
            return [];
        }

        var crawl = new SiteCrawl(foresight.Published, maxFiles, maxBytes);
        var judge = new ReferenceJudge(foresight, new SiteProbe(responder));
        var fragments = new FragmentCheck();
        foreach (var page in crawl.Pages(cancel))
        {
            fragments.Know(page);
            foreach (var reference in page.References)
            {
                cancel.ThrowIfCancellationRequested();
                judge.Judge(page, reference, fragments);
            }
        }

        // What a generator has not made yet cannot be missed; a file that is there in another letter case will not be made.
        return crawl.IsSource ? [.. judge.Findings().Where(finding => finding.Kind == AssetFindings.WrongCase)]
            : [.. judge.Findings(), .. fragments.Findings(), .. Bound(crawl)];
    }

    private static IEnumerable<SiteFinding> Bound(SiteCrawl crawl) => crawl.Left == 0 ? [] :
    [
        new(AssetFindings.CrawlBounded, $"{crawl.Left} of the pages and style sheets were not read: the site is larger than is crawled"),
    ];
}
