using System.Collections.Concurrent;
using System.Globalization;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.GithubPages.Deploying.Workflow;
using Chimera.Sites.Publishing;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>Chimera's deploys in a job of a workflow, before a double of GitHub.</summary>
internal sealed class WorkflowBench : IDisposable, IProgress<string>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chimera-workflow-").FullName;

    public WorkflowBench(string token = GitServer.Token)
    {
        Job = name => name == WorkflowSite.UsualArtifact ? Artifact?.ToString(CultureInfo.InvariantCulture) : Github.Workflow!.Variable(name);
        Deploys = new WorkflowDeploys(
            new WorkflowSite("octocat/site", Github.Api), _folder, new GivenToken(token), new PagesJob(name => Job(name)), Time, new SeededChance(1));
    }

    public GithubDouble Github { get; } = new(folder: null);

    public GithubWorkflow Workflow => Github.Workflow!;

    public ImpatientTime Time { get; } = new();

    public WorkflowDeploys Deploys { get; }

    /// <summary>What the job's environment names.</summary>
    public long? Artifact { get; set; }

    /// <summary>The job's environment.</summary>
    public Func<string, string?> Job { get; set; }

    public ConcurrentQueue<string> Told { get; } = new();

    public static Release ReleaseOf(string text) => PagesBench.ReleaseOf(TestReleases.Pages(2, text));

    public static byte[] TarOf(Release release)
    {
        MemoryStream tar = new();
        Assert.Null(PagesArtifact.WriteAsync(release, tar, CancellationToken.None).GetAwaiter().GetResult());
        return tar.ToArray();
    }

    public void Upload(Release release) => Artifact = Workflow.Upload(TarOf(release));

    public Task<Reply> StageAsync(Release release) => Deploys.StageAsync(release, this, CancellationToken.None);

    public Task<Reply> ShowAsync(Release release) => Deploys.ShowAsync(release.Generation, CancellationToken.None);

    public async Task PublishAsync(Release release)
    {
        Upload(release);
        Assert.IsType<Reply.Done>(await StageAsync(release));
        Assert.IsType<Reply.Done>(await ShowAsync(release));
    }

    public async Task<DeploysLook.Seen> LookAsync() => Assert.IsType<DeploysLook.Seen>(await Deploys.LookAsync(CancellationToken.None));

    public void Report(string value) => Told.Enqueue(value);

    public void Dispose()
    {
        Deploys.Dispose();
        Github.Dispose();
        // An artifact goes when it was looked at.
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Directory.Delete(_folder, recursive: true);
        Assert.Empty(Workflow.Violations);
    }
}
