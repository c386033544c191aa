using System.Text;
using Chimera.Documents;
using Chimera.Engine;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Lab;
using Chimera.Fleet.Tests.Lab;
using Chimera.Store;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>Everything that one run of the command line composes, in this process: realm, engine and a real record.</summary>
internal sealed class Controller : IAsyncDisposable
{
    private const string Name = "ada@laptop";
    private readonly StateStore _store;
    private readonly Realms _realms;

    private Controller(StateStore store, FleetRealm realm, CountedChannels channels)
    {
        (_store, Realm, Channels, _realms) = (store, realm, channels, new Realms([realm]));
        Planner = new Planner(_realms, Journal, new Survey(_realms, TimeProvider.System, Name));
    }

    public FleetRealm Realm { get; }

    public CountedChannels Channels { get; }

    public Planner Planner { get; }

    public IJournal Journal => _store.Journal;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="folder">Where the record is; a later controller finds there what an earlier one has written.</param>
    /// <param name="around">What stands between the realm and its channels.</param>
    public static async Task<Controller> StartAsync(string folder, Func<IHostChannels, IHostChannels>? around = null)
    {
        var store = Assert.IsType<StateStoreOpening.Opened>(
            await StateStore.OpenAsync(new StateFolder(Path.Combine(folder, ".chimera")), Name, TimeProvider.System, Cancel)).Store;
        FleetSettings composition = new(
            ExampleSystems.Folder, Path.Combine(folder, "roots"), Path.Combine(folder, "spool"), RealmParts.Defaults);
        CountedChannels? channels = null;
        FleetRealm realm = new(
            composition, new YamlReader(), TimeProvider.System, (_, time) =>
            {
                IHostChannels ssh = new SshHostChannels(new ChannelSettings(), time);
                return channels = new(around?.Invoke(ssh) ?? ssh);
            });
        return new Controller(store, realm, channels!);
    }

    /// <summary>One of the files of <c>examples/fleet</c>, for the lab of these hosts and in a hurry.</summary>
    public async Task<DeclaredTruth> ReadAsync(RentedHost host, string example, string healthyTime = "100ms", string deadline = "8s")
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(ExampleSystems.Folder, example), Cancel))
            .Replace(HostLab.DefaultDirectory, Path.GetDirectoryName(host.SshConfig), StringComparison.Ordinal)
            .Replace("min_healthy_time: 1s", $"min_healthy_time: {healthyTime}", StringComparison.Ordinal)
            .Replace("healthy_deadline: 8s", $"healthy_deadline: {deadline}", StringComparison.Ordinal);
        Findings findings = new();
        var file = TruthFile.Read(YamlReader.Read(Encoding.UTF8.GetBytes(text), example, findings)!, [FleetDeclaration.Section], findings)!;
        var settings = ResolvedSettings.Resolve(new SettingsCatalog([FleetDeclaration.Section]), [], new Dictionary<string, string>(), file.Settings, findings);
        var truth = await TruthReader.ReadAsync(file, ExampleSystems.Folder, settings, [Realm], findings, Cancel);
        Assert.Empty(findings.Select(finding => finding.Message));
        return truth!;
    }

    public async Task<PlanDraft> PlanAsync(RentedHost host, string example, string healthyTime = "100ms", string deadline = "8s")
    {
        var truth = await ReadAsync(host, example, healthyTime, deadline);
        return await Planner.TowardsAsync(truth, truth.Targets, Cancel);
    }

    public Task<RolloutReport> RunAsync(string rollout, Plan plan, IProgress<TargetProgress>? watch = null) =>
        InTurnsAsync(() => new Rollout(Context(watch), new RolloutId(rollout), plan).RunAsync(Cancel));

    /// <summary>Plans and deploys; every host arrives.</summary>
    public async Task DeployAsync(RentedHost host, string example, string rollout)
    {
        var draft = await PlanAsync(host, example);
        Assert.Empty(draft.Findings.Select(finding => finding.Message));
        (await RunAsync(rollout, draft.Plan)).Ended("lab1 Committed, lab2 Committed, lab3 Committed, lab4 Committed, lab5 Committed");
    }

    /// <param name="cutOff">The plan of a rollout that was cut off.</param>
    public async Task<RolloutReport> PanicAsync(string id, Plan? cutOff = null)
    {
        var undo = Panic.Undo(await WorldHistory.ReadAsync(Journal, Cancel), await Quarantine.ReadAsync(Journal, Cancel), cutOff);
        var unfinished = await Unfinished.FindAsync(Journal, Cancel);
        return await InTurnsAsync(() => new Panic(Context(null), new RolloutId(id)).RunAsync(undo, unfinished));
    }

    public async Task<List<RecordedEvent>> EventsAsync(string stream)
    {
        List<RecordedEvent> events = [];
        await foreach (var entry in Journal.ReadAsync(stream, Cancel))
            events.Add(entry);
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await Realm.DisposeAsync();
        await _store.DisposeAsync();
    }

    private RolloutContext Context(IProgress<TargetProgress>? watch) =>
        new(_realms, Journal, TimeProvider.System, Name, watch ?? new Told<TargetProgress>());

    private static Task<T> InTurnsAsync<T>(Func<Task<T>> work) => Task.Run(() => Turns.Run(work), CancellationToken.None);
}
