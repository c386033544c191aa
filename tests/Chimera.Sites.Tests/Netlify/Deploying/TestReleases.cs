using System.Text;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>Releases of small sites. The files are read when they are asked for, so a test can change them behind a release's back.</summary>
internal static class TestReleases
{
    public static Release Of(Dictionary<string, string> files)
    {
        var foresight = new NetlifyPlatform().Foresee(SiteFolder.Of(new Dictionary<string, string>(files, StringComparer.Ordinal)), DeployContext.Production, CancellationToken.None);
        Assert.False(foresight.Broken);
        return new Release(SiteGeneration.Of(foresight), foresight, [.. foresight.Published.All.Select(file => FileOf(files, foresight.Published, file)).OrderBy(file => file.Address, StringComparer.Ordinal)]);
    }

    public static Dictionary<string, string> Pages(int count, string text = "") =>
        Enumerable.Range(0, count).ToDictionary(page => $"page{page}.html", page => $"<p>page {page} {text}", StringComparer.Ordinal);

    private static ReleaseFile FileOf(Dictionary<string, string> files, PublishedFiles published, SiteFile file)
    {
        var bytes = published.Read(published.UrlPathOf(file))!;
        return new ReleaseFile(published.UrlPathOf(file), bytes.Length, Digests.Of(bytes), () => files.TryGetValue(file.Path, out var text) ? Encoding.UTF8.GetBytes(text) : null);
    }
}
