using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Declaration;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>
/// One site in a folder, Netlify's double, and visitors who get what the double has published. Controllers come and go; the notes and the record stay.
/// </summary>
internal sealed class NetlifyStage : IDisposable
{
    private const string Variable = "CHIMERA_TEST_NETLIFY_TOKEN";

    private readonly string _folder = Directory.CreateTempSubdirectory("chimera-stage-").FullName;
    private readonly Dictionary<GenerationId, Foresight> _made = [];
    private readonly RespondingServer _visited;

    public NetlifyStage()
    {
        Environment.SetEnvironmentVariable(Variable, NetlifyDouble.Token);
        Write("one");
        _visited = new RespondingServer(() => Live is { } live ? _made.GetValueOrDefault(live) : null);
        Target = new DeclaredTarget(
            SitesDeclaration.IdOf("docs", Platform.Netlify), "docs", [], [], RolloutPolicy.Default with { Canary = 0, MinHealthyTime = TimeSpan.FromMilliseconds(50), HealthyDeadline = TimeSpan.FromSeconds(5) },
            new SiteSpec("docs", _folder, Platform.Netlify, DeployContext.Production, new Connection.Netlify(NetlifyDouble.Site, Netlify.Api, new TokenSource.Variable(Variable)), _visited.Address).Write());
    }

    public NetlifyDouble Netlify { get; } = new();

    public MemoryJournal Journal { get; private set; } = new();

    public MemoryNotes Notes { get; } = new();

    public Approved Approvals { get; } = new();

    public DeclaredTarget Target { get; }

    /// <summary>What visitors get; null for nothing, or for what somebody else made.</summary>
    public GenerationId? Live => Netlify.Deploys.FirstOrDefault(deploy => deploy.Id == Netlify.Published) is { Title: { } title } && title.StartsWith("chimera ", StringComparison.Ordinal)
        ? new GenerationId(title["chimera ".Length..])
        : null;

    /// <summary>Spoils the next answers to visitors.</summary>
    public bool IsBroken
    {
        set => _visited.Spoil = value ? (_, _) => "broken"u8.ToArray() : (_, body) => body;
    }

    /// <returns>The generation of the site as it is now.</returns>
    public GenerationId Write(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "index.html"), text);
        File.WriteAllText(Path.Combine(_folder, "_redirects"), "/old /index.html 301\n");
        var foresight = new NetlifyPlatform().Foresee(SiteFolder.OnDisk(_folder), DeployContext.Production, CancellationToken.None);
        var generation = SiteGeneration.Of(foresight);
        lock (_made)
        {
            _made[generation] = foresight;
        }

        return generation;
    }

    public SitesRealm Controller() => new(
        new SiteSimulator(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System),
        new SiteServices(new KnownHosts(), Approvals, Notes, _folder, what => Journal.AppendAsync(what, CancellationToken.None), new ImpatientTime(), new SeededChance(1)));

    public async Task<Plan> PlanAsync(SitesRealm realm)
    {
        var planner = new Planner(new Realms([realm]), Journal, new Engine.Discovery.Survey(new Realms([realm]), TimeProvider.System, "test"));
        var draft = await planner.TowardsAsync(TruthReader.TruthOf([Target]), [Target], CancellationToken.None);
        Assert.True(draft.MayRun, string.Join('\n', draft.Findings));
        return draft.Plan;
    }

    public async Task<Outcome> RunAsync(SitesRealm realm, Plan plan, string rollout = "r1")
    {
        RolloutContext context = new(new Realms([realm]), Journal, TimeProvider.System, "test", new Progress<TargetProgress>());
        return (await new Rollout(context, new RolloutId(rollout), plan).RunAsync(CancellationToken.None)).Outcomes[Target.Id];
    }

    /// <summary>A controller carries out a plan and is killed when that moment comes, or when it is done.</summary>
    public async Task RunUntilKilledAsync(string rollout, Plan plan, Task moment)
    {
        var realm = Controller();
        var running = RunAsync(realm, plan, rollout);
        await Task.WhenAny(moment, running);
        Kill(realm);
        await Task.WhenAny(running);
        _ = running.Exception;
    }

    /// <summary>What the controller that was killed had planned is finished by another.</summary>
    public async Task<Outcome> FinishAsync(string rollout, Plan plan)
    {
        using var realm = Controller();
        return await RunAsync(realm, plan, rollout);
    }

    /// <summary>Plans and carries out, as one command does.</summary>
    public async Task<Outcome> DeployAsync(string rollout)
    {
        using var realm = Controller();
        return await RunAsync(realm, await PlanAsync(realm), rollout);
    }

    /// <summary>The controller is killed: from now on it can neither write nor ask. The record goes on with whoever comes next.</summary>
    public void Kill(SitesRealm realm)
    {
        Journal.IsDead = true;
        realm.Dispose();
        MemoryJournal next = new();
        foreach (var one in Journal.Events)
        {
            next.AppendAsync(new(one.Stream, one.Type, one.Data), CancellationToken.None).GetAwaiter().GetResult();
        }

        Journal = next;
    }

    public void Dispose()
    {
        _visited.Dispose();
        Netlify.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
