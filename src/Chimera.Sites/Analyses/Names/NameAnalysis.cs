using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Analyses.Names;

/// <summary>Looks at what the published files are called, how large they are, and whether there is a start page.</summary>
internal sealed class NameAnalysis : IAnalysis
{
    private const long Large = 50L << 20;

    public IEnumerable<SiteFinding> Analyse(Foresight foresight, SiteFolder folder, CancellationToken cancel)
    {
        var published = foresight.Published;
        if (published.All.IsEmpty)
        {
            return IsEmptyFolder(published, folder)
                ? [new SiteFinding(NameFindings.Empty, $"the publish folder '{SafeText.Line(SitePath.Shown(published.Root))}' has no files",
                    Subject: published.Root)]
                : [];
        }

        return
        [
            .. Front(foresight), .. CaseCollisions.Check(published, cancel),
            .. published.All.SelectMany(file => Names(file, published, foresight.Platform)), .. Sizes(published),
        ];
    }

    private static bool IsEmptyFolder(PublishedFiles published, SiteFolder folder) =>
        folder.KindOf(published.Root) == EntryKind.Folder && (published.Root.Length > 0 || !folder.FilesBelow("").Any());

    /// <summary>GitHub Pages makes a start page of other files, too, and says so by itself.</summary>
    private static IEnumerable<SiteFinding> Front(Foresight foresight) =>
        foresight.Platform != Platform.GithubPages && foresight.Responder?.Respond(SiteRequest.Get("/")) is { Status: 404 }
            ?
            [
                new SiteFinding(
                    NameFindings.IndexMissing,
                    $"nothing answers '/': there is no index.html in '{SafeText.Line(SitePath.Shown(foresight.Published.Root))}'",
                    Subject: foresight.Published.Root),
            ]
            : [];

    private static IEnumerable<SiteFinding> Names(SiteFile file, PublishedFiles published, Platform platform)
    {
        var path = published.UrlPathOf(file);
        if (platform == Platform.Netlify && path.AsSpan().ContainsAny('#', '?'))
        {
            yield return new SiteFinding(
                NameFindings.Refused, $"'{SafeText.Line(file.Path)}' has a # or ? in its name: Netlify refuses the whole deploy",
                Place.Of(file.Path), Subject: file.Path);
        }
        else if (OddName.Wrong(path) is { } wrong)
        {
            yield return new SiteFinding(
                NameFindings.Odd, $"'{SafeText.Line(file.Path)}' has {wrong} in its name", Place.Of(file.Path), Subject: file.Path);
        }
    }

    private static IEnumerable<SiteFinding> Sizes(PublishedFiles published) =>
        from file in published.All
        where file.Bytes >= Large
        select new SiteFinding(NameFindings.Large, $"'{SafeText.Line(file.Path)}' has {file.Bytes / (double)(1 << 20):F1} MiB", Place
            .Of(file.Path), Subject: file.Path);
}
