using System.Text.Json.Nodes;
using Chimera.Engine;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Tests.Declaration;
using Chimera.Sites.Tests.GithubPages.Deploying;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>One folder, two platforms at once: Netlify's double, and a branch that real git pushes to. One of them answers wrongly; policy says what becomes of the other.</summary>
[Collection(nameof(CloudRolloutTests))]
public sealed class TwoPlatformsTests : IDisposable
{
    private const string Variable = "CHIMERA_TEST_NETLIFY_TOKEN";
    private const string Old = "one";
    private const string New = "two";

    private readonly string _folder = Directory.CreateTempSubdirectory("chimera-two-").FullName;
    private readonly GitFolder _repository = new();
    private readonly NetlifyDouble _netlify = new();
    private readonly MemoryJournal _journal = new();
    private readonly MemoryNotes _notes = new();
    private readonly Dictionary<Platform, Dictionary<string, (Foresight Foresight, GenerationId Generation)>> _made = new() { [Platform.Netlify] = [], [Platform.GithubPages] = [] };
    private readonly Dictionary<Platform, RespondingServer> _visited;

    private RolloutPolicy _policy = RolloutPolicy.Default with { Canary = 0, MinHealthyTime = TimeSpan.FromMilliseconds(50), HealthyDeadline = TimeSpan.FromMinutes(2) };

    // Of the platform that is wrong.
    private Platform? _wrong;
    private TimeSpan _patience;

    public TwoPlatformsTests()
    {
        Environment.SetEnvironmentVariable(Variable, NetlifyDouble.Token);
        _visited = _made.Keys.ToDictionary(platform => platform, platform => new RespondingServer(() => ShownOn(platform) is { } text ? _made[platform][text].Foresight : null));
        File.WriteAllText(Path.Combine(_folder, ".nojekyll"), "");
        // Drafts are looked at where the site itself is.
        _netlify.Store.PermalinkOf = _ => _visited[Platform.Netlify].Address.AbsoluteUri;
    }

    public static TheoryData<string, bool, int, bool> Policies => new()
    {
        { "netlify", true, 0, false },
        { "github-pages", true, 0, false },
        { "netlify", true, 1, true },
        { "github-pages", true, 1, true },
        { "netlify", false, 0, true },
        { "github-pages", false, 0, true },
    };

    /// <param name="broken">The platform whose visitors get something else.</param>
    /// <param name="isKept">Whether the other one keeps the new release.</param>
    [Theory]
    [MemberData(nameof(Policies))]
    public async Task What_becomes_of_the_platform_that_is_right_is_decided_by_policy(string broken, bool autoRevert, int maxFailures, bool isKept)
    {
        Write(Old);
        _netlify.Store.PublishByHand("before");
        Assert.All((await DeployAsync("r1")).Outcomes.Values, outcome => Assert.IsType<Outcome.Committed>(outcome));
        var wrong = _made.Keys.Single(platform => platform.Name() == broken);
        var right = _made.Keys.Single(platform => platform != wrong);
        Write(New);
        _visited[wrong].Spoil = (_, body) => ShownOn(wrong) == New ? "defaced"u8.ToArray() : body;
        _policy = _policy with { AutoRevert = autoRevert, MaxFailures = maxFailures };
        // What is on trial when a group stops is taken back whatever auto_revert says, so there the other one is given time to arrive.
        (_wrong, _patience) = (wrong, TimeSpan.FromSeconds(autoRevert ? 2 : 15));

        var report = await DeployAsync("r2");

        Assert.IsType<Outcome.Reverted>(report.Outcomes[IdOf(wrong)]);
        Assert.Equal(Old, ShownOn(wrong));
        Assert.True(isKept ? report.Outcomes[IdOf(right)] is Outcome.Committed : report.Outcomes[IdOf(right)] is Outcome.Reverted, $"{report.Outcomes[IdOf(right)]}");
        Assert.Equal(isKept ? New : Old, ShownOn(right));

        var told = _journal.Events.SkipWhile(one => one.Type != EventTypes.RolloutStarted || one.Stream != "rollout/r2").ToList();
        Assert.Equal([IdOf(wrong)], TargetsOf(told, EventTypes.StepFailed));
        Assert.Contains("live.differs", told.Single(one => one.Type == EventTypes.StepFailed).Data.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((isKept ? new[] { IdOf(wrong) } : [.. _made.Keys.Select(IdOf)]).Order(), TargetsOf(told, EventTypes.StepReverted).Order());
        Assert.Equal(maxFailures == 0, told.Any(one => one.Type == EventTypes.RolloutStopped));
        // The world that was recorded last is the one that visitors have; one that did not change is not recorded anew.
        var world = World.Read(_journal.Events.Last(one => one.Type == EventTypes.WorldRecorded));
        Assert.All(_made.Keys, platform => Assert.Equal(GenerationOf(platform, ShownOn(platform)!), world.Targets[IdOf(platform)].Generation));
    }

    public void Dispose()
    {
        foreach (var server in _visited.Values)
        {
            server.Dispose();
        }

        _netlify.Dispose();
        _repository.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<TargetId> TargetsOf(IEnumerable<RecordedEvent> told, string type) =>
        told.Where(one => one.Type == type).Select(one => TargetId.Parse(one.Data["target"]!.GetValue<string>()));

    private static TargetId IdOf(Platform platform) => SitesDeclaration.IdOf("docs", platform);

    private GenerationId GenerationOf(Platform platform, string text) => _made[platform][text].Generation;

    private void Write(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "index.html"), text);
        foreach (var (platform, made) in _made)
        {
            var foresight = SiteKnowledge.Platforms.Single(one => one.Platform == platform).Foresee(SiteFolder.OnDisk(_folder), DeployContext.Production, CancellationToken.None);
            // Files are read when they are asked for.
            made[text] = (foresight, SiteGeneration.Of(foresight));
        }
    }

    /// <summary>Which release a platform itself says it shows.</summary>
    private string? ShownOn(Platform platform)
    {
        var named = platform == Platform.Netlify
            ? _netlify.Deploys.FirstOrDefault(deploy => deploy.Id == _netlify.Published)?.Title?.Split(' ') is ["chimera", var title] ? title : null
            : _repository.Tip() is { Length: > 0 } commit && _repository.In("log", "-1", "--format=%B", commit).Split("Chimera-Generation: ") is [_, var trailer] ? trailer.Trim() : null;
        return named is null ? null : _made[platform].Keys.ToList().Find(text => GenerationOf(platform, text).Value == named);
    }

    private async Task<RolloutReport> DeployAsync(string rollout)
    {
        using SitesRealm realm = new(
            new SiteSimulator(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System),
            new SiteServices(
                new KnownHosts(), new Approved(), _notes.Of(() => false), _repository.Cache, what => _journal.AppendAsync(what, CancellationToken.None), new ImpatientTime(), new SeededChance(1)));
        DeclaredTarget[] targets =
        [
            TargetOf(Platform.Netlify, new Connection.Netlify(NetlifyDouble.Site, _netlify.Api, new TokenSource.Variable(Variable))),
            TargetOf(Platform.GithubPages, new Connection.GithubPages("", new Uri("file://" + _repository.Repository), "gh-pages", null, null)),
        ];
        var realms = new Realms([realm]);
        var draft = await new Planner(realms, _journal, new Survey(realms, TimeProvider.System, "test")).TowardsAsync(TruthReader.TruthOf(targets), targets, CancellationToken.None);
        Assert.True(draft.MayRun, string.Join('\n', draft.Findings));
        RolloutContext context = new(realms, _journal, TimeProvider.System, "test", new Progress<TargetProgress>());
        return await new Rollout(context, new RolloutId(rollout), draft.Plan).RunAsync(CancellationToken.None);
    }

    private DeclaredTarget TargetOf(Platform platform, Connection connection) => new(
        IdOf(platform), "docs", [], [], platform == _wrong ? _policy with { HealthyDeadline = _patience } : _policy, new SiteSpec("docs", _folder, platform, DeployContext.Production, connection, _visited[platform].Address).Write());
}
