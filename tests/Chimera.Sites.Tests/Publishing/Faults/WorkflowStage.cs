using System.Text;
using Chimera.Engine.Planning;
using Chimera.Sites.Certification;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Deploying.Workflow;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;
using Chimera.Sites.Tests.GithubPages.Deploying;
using Chimera.Sites.Tests.Publishing.Rollouts;

namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>A site that GitHub's double publishes from artifacts; whatever is written is uploaded, as a job would.</summary>
internal sealed class WorkflowStage : CloudStage
{
    private const string Token = "CHIMERA_TEST_WORKFLOW_TOKEN";

    private WorkflowStage()
        : base(Platform.GithubPages)
    {
        Environment.SetEnvironmentVariable(Token, GitServer.Token);
        foreach (var name in new[] { "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "GITHUB_SHA" })
        {
            Environment.SetEnvironmentVariable(name, Workflow.Variable(name));
        }
    }

    public GithubDouble Github { get; } = new(folder: null);

    public GithubWorkflow Workflow => Github.Workflow!;

    public override GenerationId? Live => Read(".well-known/chimera-release") is { } named ? new GenerationId(named.Trim()) : null;

    protected override Connection Connection => new Connection.GithubWorkflow(
        new WorkflowSite("octocat/site", Github.Api) { Artifact = Artifact }, new TokenSource.Variable(Token));

    // Its port is the double's own, so each stage has its variable.
    private string Artifact => $"CHIMERA_TEST_ARTIFACT_{Github.Api.Port}";

    public static FaultySite Open()
    {
        WorkflowStage stage = new();
        Troubles troubles = new(stage.Time);
        stage.Github.Between = troubles.For("api");
        troubles.WhenEnded = stage.Workflow.Finish;
        return new FaultySite(
            "GitHub Pages, by a workflow", stage, troubles, stage.Read,
            [GitServer.Token, GithubWorkflow.RequestToken, GithubWorkflow.Identity, GithubWorkflow.Signature]);
    }

    public override void Dispose()
    {
        base.Dispose();
        Github.Dispose();
        Assert.Empty(Workflow.Violations);
    }

    protected override void WriteFiles(string text)
    {
        foreach (var (name, content) in FaultySite.Files(text).Append(new(".nojekyll", "")))
        {
            Put(name, content);
        }
    }

    protected override void Note(GenerationId generation)
    {
        SiteSimulator simulator = new(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System);
        var bundle = SiteBundle.Of(simulator, Platform.GithubPages, SiteFolder.OnDisk(SiteFolderOf), DeployContext.Production, CancellationToken.None)!;
        MemoryStream tar = new();
        Assert.Null(PagesArtifact.WriteAsync(bundle, tar, CancellationToken.None).GetAwaiter().GetResult());
        Environment.SetEnvironmentVariable(Artifact, Workflow.Upload(tar.ToArray()).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private string? Read(string file) => Workflow.Live?.GetValueOrDefault("/" + file) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
