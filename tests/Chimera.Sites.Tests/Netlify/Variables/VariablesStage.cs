using System.Collections.Immutable;
using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Declaration;
using Chimera.Sites.Netlify.Variables;
using Chimera.Sites.Tests.Declaration;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;
using Chimera.Sites.Tests.Publishing.Rollouts;

namespace Chimera.Sites.Tests.Netlify.Variables;

/// <summary>A site's declared variables before Netlify's double. Controllers come and go; the notes and the record stay.</summary>
internal sealed class VariablesStage : IDisposable
{
    public const string Secret = "CHIMERA_TEST_VARIABLES_SECRET";

    private const string Token = "CHIMERA_TEST_VARIABLES_TOKEN";

    private readonly ImpatientTime _time = new();

    public VariablesStage()
    {
        Environment.SetEnvironmentVariable(Token, NetlifyDouble.Token);
        Environment.SetEnvironmentVariable(Secret, "s3cret-value-0123456789");
    }

    public NetlifyDouble Netlify { get; } = new();

    public MemoryJournal Journal { get; private set; } = new();

    public MemoryNotes Notes { get; } = new();

    public ImmutableArray<NetlifyVariable> Declared { get; set; } = [];

    public static NetlifyVariable Open(string name, string value, params string[] contexts) => new(name, value, null, null, [.. contexts is [] ? ["all"] : contexts], []);

    public static NetlifyVariable Hidden(string name, string? version = null) =>
        new(name, null, new TokenSource.Variable(Secret), version, ["branch-deploy", "deploy-preview", "production"], []);

    public DeclaredTarget Target => new(
        SitesDeclaration.EnvironmentOf("docs"), "docs/environment", [], [],
        RolloutPolicy.Default with { Canary = 0, MinHealthyTime = TimeSpan.Zero, HealthyDeadline = TimeSpan.FromSeconds(30) },
        new VariablesTarget("docs", new Connection.Netlify(NetlifyDouble.Site, Netlify.Api, new TokenSource.Variable(Token)), Declared).Write());

    public SitesRealm Controller()
    {
        var journal = Journal;
        return new SitesRealm(
            new SiteSimulator(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System),
            new SiteServices(
                new KnownHosts(), new Approved(), Notes.Of(() => journal.IsDead), Path.GetTempPath(), what => journal.AppendAsync(what, CancellationToken.None), _time, new SeededChance(1)));
    }

    public async Task<Plan> PlanAsync(SitesRealm realm)
    {
        var planner = new Planner(new Realms([realm]), Journal, new Engine.Discovery.Survey(new Realms([realm]), TimeProvider.System, "test"));
        var draft = await planner.TowardsAsync(TruthReader.TruthOf([Target]), [Target], CancellationToken.None);
        Assert.True(draft.MayRun, string.Join('\n', draft.Findings));
        Assert.Empty(draft.Unseen);
        return draft.Plan;
    }

    public async Task<Plan> PlanAsync()
    {
        using var realm = Controller();
        return await PlanAsync(realm);
    }

    public async Task<Outcome> RunAsync(SitesRealm realm, Plan plan, string rollout)
    {
        RolloutContext context = new(new Realms([realm]), Journal, TimeProvider.System, "test", new Progress<TargetProgress>());
        return (await new Rollout(context, new RolloutId(rollout), plan).RunAsync(CancellationToken.None)).Outcomes[Target.Id];
    }

    public async Task<Outcome> DeployAsync(string rollout)
    {
        using var realm = Controller();
        return await RunAsync(realm, await PlanAsync(realm), rollout);
    }

    /// <summary>A controller is killed when that moment comes, or when it is done.</summary>
    public async Task RunUntilKilledAsync(string rollout, Plan plan, Task moment)
    {
        var realm = Controller();
        var running = RunAsync(realm, plan, rollout);
        await Task.WhenAny(moment, running);
        Journal.IsDead = true;
        realm.Dispose();
        Journal = Journal.Next();
        await Task.WhenAny(running);
        _ = running.Exception;
    }

    public void Dispose()
    {
        Netlify.Dispose();
        Assert.Empty(Netlify.Violations);
    }
}
