using System.Collections.Concurrent;
using Chimera.Engine.Planning;
using Chimera.Sites.Declaration;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.GithubPages.Deploying;
using Chimera.Sites.Tests.Publishing.Rollouts;

namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>A site that GitHub's double publishes from a real repository, which is reached by HTTP.</summary>
internal sealed class PagesStage : CloudStage
{
    private const string Variable = "CHIMERA_TEST_PAGES_TOKEN";

    private readonly GitFolder _repository;
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, string> _messages = new(StringComparer.Ordinal);

    private PagesStage(GitFolder repository, bool withApi)
        : base(Platform.GithubPages)
    {
        _repository = repository;
        Server = new GitServer(repository);
        Github = withApi ? new GithubDouble(repository) : null;
        Environment.SetEnvironmentVariable(Variable, GitServer.Token);
    }

    public GitServer Server { get; }

    public GithubDouble? Github { get; }

    public override GenerationId? Live => Commit is { Length: > 0 } commit
        && _messages.GetOrAdd(commit, what => _repository.In("log", "-1", "--format=%B", what)).Split("Chimera-Generation: ") is [_, var generation]
        ? new GenerationId(generation.Trim())
        : null;

    protected override Connection Connection => new Connection.GithubPages(
        Github is null ? "" : "octocat/site", Server.Remote, "gh-pages", Github?.Api, new TokenSource.Variable(Variable));

    protected override string Cache => _repository.Cache;

    private string Commit => Github is null ? _repository.Tip() : Github.Live;

    /// <param name="withApi">GitHub's API says what was built; otherwise the moved branch is the end.</param>
    public static FaultySite Open(bool withApi)
    {
        PagesStage stage = new(new GitFolder(), withApi);
        Troubles troubles = new(stage.Time);
        stage.Server.Between = troubles.For("git");
        if (stage.Github is { } github)
        {
            github.Between = troubles.For("api");
        }

        var basic = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"x-access-token:{GitServer.Token}"));
        return new FaultySite(
            withApi ? "GitHub Pages, by git and its API" : "GitHub Pages, by git alone", stage, troubles,
            file => stage.Commit is { Length: > 0 } commit ? stage.Read(commit, file) : null, [GitServer.Token, basic]);
    }

    public override void Dispose()
    {
        base.Dispose();
        Server.Dispose();
        Github?.Dispose();
        _repository.Dispose();
    }

    protected override void WriteFiles(string text)
    {
        foreach (var (name, content) in FaultySite.Files(text).Append(new(".nojekyll", "")))
        {
            Put(name, content);
        }
    }

    // A commit never changes.
    private string Read(string commit, string file) => _files.GetOrAdd($"{commit}:{file}", what => _repository.In("show", what));
}
