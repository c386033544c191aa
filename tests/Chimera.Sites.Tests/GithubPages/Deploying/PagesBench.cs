using System.Collections.Concurrent;
using System.Text;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages;
using Chimera.Sites.GithubPages.Deploying;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>Chimera's deploys before a real repository: as a file, by HTTP, or by HTTP and with a double of GitHub's API.</summary>
internal sealed class PagesBench : IDisposable, IProgress<string>
{
    private readonly string _token;

    public PagesBench(bool byHttp = false, bool withApi = false, string token = GitServer.Token)
    {
        _token = token;
        Server = byHttp || withApi ? new GitServer(Folder) : null;
        Github = withApi ? new GithubDouble(Folder) : null;
        Deploys = Open(Folder.Cache);
    }

    public static Uri Address { get; } = new("https://example.test/");

    public GitFolder Folder { get; } = new();

    public GitServer? Server { get; }

    public GithubDouble? Github { get; }

    public ImpatientTime Time { get; } = new();

    public PagesDeploys Deploys { get; }

    public ConcurrentQueue<string> Told { get; } = new();

    /// <summary>Another controller, with a folder of its own.</summary>
    public PagesDeploys Open(string cache) => new(
        new PagesSite(Server?.Remote ?? new Uri("file://" + Folder.Repository)) { Api = Github?.Api, Repository = Github is null ? "" : "octocat/site", Address = Address },
        cache, Server is null ? null : new GivenToken(_token), Time, new SeededChance(1));

    /// <summary>Of a site whose files are published as they are.</summary>
    public static Release ReleaseOf(Dictionary<string, string> files, bool isPlain = true)
    {
        Dictionary<string, string> all = new(files, StringComparer.Ordinal);
        if (isPlain)
        {
            all[".nojekyll"] = "";
        }

        var foresight = new GithubPagesPlatform().Foresee(SiteFolder.Of(all), DeployContext.Production, CancellationToken.None);
        Assert.False(foresight.Broken);
        return new Release(SiteGeneration.Of(foresight), foresight, [.. foresight.Published.All.Select(file => FileOf(all, files, foresight.Published, file))
            .OrderBy(file => file.Address, StringComparer.Ordinal)]);
    }

    public Task<Reply> StageAsync(Release release) => Deploys.StageAsync(release, this, CancellationToken.None);

    public Task<Reply> ShowAsync(Release release) => Deploys.ShowAsync(release.Generation, CancellationToken.None);

    public async Task PublishAsync(Release release)
    {
        Assert.IsType<Reply.Done>(await StageAsync(release));
        Assert.IsType<Reply.Done>(await ShowAsync(release));
    }

    public async Task<DeploysLook.Seen> LookAsync() => Assert.IsType<DeploysLook.Seen>(await Deploys.LookAsync(CancellationToken.None));

    public static Finding WhyOf(Reply reply) => Replies.WhyOf(reply);

    public void Report(string value) => Told.Enqueue(value);

    public void Dispose()
    {
        Deploys.Dispose();
        Server?.Dispose();
        Github?.Dispose();
        Folder.Dispose();
    }

    private static ReleaseFile FileOf(Dictionary<string, string> all, Dictionary<string, string> files, PublishedFiles published, SiteFile file)
    {
        var address = published.UrlPathOf(file);
        var bytes = published.Read(address)!;
        return new ReleaseFile(address, bytes.Length, Digests.Of(bytes),
            () => files.TryGetValue(file.Path, out var text) ? Encoding.UTF8.GetBytes(text) : all.ContainsKey(file.Path) && file.Path == ".nojekyll" ? [] : null);
    }
}
