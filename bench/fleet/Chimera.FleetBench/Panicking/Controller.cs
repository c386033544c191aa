using Chimera.Documents;
using Chimera.Engine;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Fleet;
using Chimera.Fleet.Declaration;
using Chimera.Store;

namespace Chimera.FleetBench.Panicking;

/// <summary>What one run of the command line composes, kept in this process: its connections stay open from one verb to the next.</summary>
internal sealed class Controller : IAsyncDisposable
{
    private const string Name = "bench@controller";
    private readonly StateStore _store;
    private readonly FleetRealm _realm;
    private readonly Realms _realms;
    private readonly Planner _planner;

    private Controller(StateStore store, FleetRealm realm)
    {
        (_store, _realm, _realms) = (store, realm, new Realms([realm]));
        _planner = new Planner(_realms, store.Journal, new Survey(_realms, TimeProvider.System, Name));
    }

    /// <param name="folder">Where the record is kept.</param>
    /// <param name="truth">The file whose settings hold.</param>
    public static async Task<Controller> StartAsync(string folder, string truth, CancellationToken cancel)
    {
        var opening = await StateStore.OpenAsync(new StateFolder(Path.Combine(folder, ".chimera")), Name, TimeProvider.System, cancel);
        if (opening is not StateStoreOpening.Opened { Store: var store })
            throw new BenchException($"the record could not be opened: {opening}");
        FleetSettings composition = new(folder, Path.Combine(folder, "roots"), Path.Combine(folder, "spool"), Read(truth).Settings);
        return new Controller(store, new FleetRealm(composition, new YamlReader(), TimeProvider.System));
    }

    /// <summary>Plans and deploys; every host arrives.</summary>
    public async Task<Plan> DeployAsync(string file, string rollout, CancellationToken cancel)
    {
        var (read, settings, findings) = Read(file);
        var truth = await TruthReader.ReadAsync(read, Path.GetDirectoryName(file)!, settings, [_realm], findings, cancel)
            ?? throw new BenchException(Words(findings));
        var draft = await _planner.TowardsAsync(truth, truth.Targets, cancel);
        if (!draft.MayRun || !draft.Unseen.IsEmpty)
            throw new BenchException($"{file}: {Words([.. draft.Findings, .. draft.Unseen.Values])}");
        var report = await InTurnsAsync(() => new Rollout(Context(), new RolloutId(rollout), draft.Plan).RunAsync(cancel));
        return report.AllArrived ? draft.Plan : throw new BenchException($"{file}: not every host arrived: {Words(report)}");
    }

    /// <summary>Takes the last rollout back, and looks on every host that it is back.</summary>
    public async Task<RolloutReport> PanicAsync(string id)
    {
        var history = await WorldHistory.ReadAsync(_store.Journal, CancellationToken.None);
        var undo = Panic.Undo(history, await Quarantine.ReadAsync(_store.Journal, CancellationToken.None), null);
        return await InTurnsAsync(() => new Panic(Context(), new RolloutId(id)).RunAsync(undo, null));
    }

    public static string Words(RolloutReport report) => string.Join("; ", report.Outcomes
        .Where(pair => OutcomeDocument.WhyOf(pair.Value) is not null)
        .Select(pair => $"{pair.Key}: {OutcomeDocument.WhyOf(pair.Value)!.Message}").Take(5));

    public async ValueTask DisposeAsync()
    {
        await _realm.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static (TruthFile File, ResolvedSettings Settings, Findings Findings) Read(string file)
    {
        Findings findings = new();
        var root = YamlReader.Read(File.ReadAllBytes(file), Path.GetFileName(file), findings);
        var truth = (root is null ? null : TruthFile.Read(root, [FleetDeclaration.Section], findings)) ?? throw new BenchException(Words(findings));
        SettingsCatalog catalog = new([FleetDeclaration.Section]);
        return (truth, ResolvedSettings.Resolve(catalog, [], new Dictionary<string, string>(), truth.Settings, findings), findings);
    }

    private static string Words(IEnumerable<Finding> findings) => string.Join("; ", findings.Select(finding => finding.Message).Take(5));

    private static Task<T> InTurnsAsync<T>(Func<Task<T>> work) => Task.Run(() => Turns.Run(work), CancellationToken.None);

    private RolloutContext Context() => new(_realms, _store.Journal, TimeProvider.System, Name, new Progress<TargetProgress>());
}
