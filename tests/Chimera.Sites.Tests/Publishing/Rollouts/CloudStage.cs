using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Declaration;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>
/// One site in a folder, a platform's double, and visitors who get what the double has published. Controllers come and go; the notes and the record stay.
/// </summary>
internal abstract class CloudStage : IDisposable
{
    private readonly Dictionary<GenerationId, Foresight> _made = [];
    private readonly RespondingServer _visited;

    protected CloudStage(Platform platform)
    {
        Platform = platform;
        _visited = new RespondingServer(() => Live is { } live ? Made(live) : null);
    }

    public Platform Platform { get; }

    public MemoryJournal Journal { get; private set; } = new();

    public MemoryNotes Notes { get; } = new();

    public Approved Approvals { get; } = new();

    public ImpatientTime Time { get; } = new();

    /// <summary>The clock of rollouts.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public IProgress<TargetProgress> Watch { get; set; } = new Progress<TargetProgress>();

    public RolloutPolicy Policy { get; set; } =
        RolloutPolicy.Default with { Canary = 0, MinHealthyTime = TimeSpan.FromMilliseconds(50), HealthyDeadline = TimeSpan.FromSeconds(5) };

    public DeclaredTarget Target => new(
        SitesDeclaration.IdOf("docs", Platform), "docs", [], [], Policy,
        new SiteSpec("docs", SiteFolderOf, Platform, DeployContext.Production, Connection, _visited.Address).Write());

    /// <summary>What the platform says visitors get; null for nothing, or for what somebody else made.</summary>
    public abstract GenerationId? Live { get; }

    /// <summary>Spoils the next answers to visitors.</summary>
    public bool IsBroken
    {
        set => _visited.Spoil = value ? (_, _) => "broken"u8.ToArray() : (_, body) => body;
    }

    protected abstract Connection Connection { get; }

    /// <summary>The site's.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("chimera-stage-").FullName;

    /// <returns>The generation of the site as it is now.</returns>
    public GenerationId Write(string text)
    {
        WriteFiles(text);
        var foresight = SiteKnowledge.Platforms.Single(one => one.Platform == Platform).Foresee(SiteFolder.OnDisk(SiteFolderOf), DeployContext.Production, CancellationToken.None);
        Assert.False(foresight.Broken);
        var generation = SiteGeneration.Of(foresight);
        lock (_made)
        {
            _made[generation] = foresight;
        }

        Note(generation);

        return generation;
    }

    public SitesRealm Controller()
    {
        var journal = Journal;
        return new SitesRealm(
            new SiteSimulator(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System),
            new SiteServices(
                new KnownHosts(), Approvals, Notes.Of(() => journal.IsDead), Cache, what => journal.AppendAsync(what, CancellationToken.None), Time, new SeededChance(1)));
    }

    public async Task<Plan> PlanAsync(SitesRealm realm)
    {
        var planner = new Planner(new Realms([realm]), Journal, new Engine.Discovery.Survey(new Realms([realm]), TimeProvider.System, "test"));
        var draft = await planner.TowardsAsync(TruthReader.TruthOf([Target]), [Target], CancellationToken.None);
        Assert.True(draft.MayRun, string.Join('\n', draft.Findings));
        return draft.Plan;
    }

    public async Task<Outcome> RunAsync(SitesRealm realm, Plan plan, string rollout = "r1")
    {
        RolloutContext context = new(new Realms([realm]), Journal, Clock, "test", Watch);
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
        Journal = Journal.Next();
    }

    public virtual void Dispose()
    {
        _visited.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    protected virtual string Cache => Folder;

    /// <summary>What is published.</summary>
    protected virtual string SiteFolderOf => Folder;

    protected abstract void WriteFiles(string text);

    /// <summary>What was written is this generation.</summary>
    protected virtual void Note(GenerationId generation)
    {
    }

    protected void Put(string name, string text) => File.WriteAllText(Path.Combine(SiteFolderOf, name), text);

    protected Foresight? Made(GenerationId generation)
    {
        lock (_made)
        {
            return _made.GetValueOrDefault(generation);
        }
    }
}
