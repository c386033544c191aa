using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Folders;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Nix.Exports;
using Chimera.Fleet.Transfer;

namespace Chimera.Fleet;

/// <summary>
/// The realm of Nix hosts. Each port of the loop is answered by one part: declaration, Nix, transfer, activation. What holds
/// them together is one channel per host, opened once and kept while the realm lives.
/// </summary>
public sealed class FleetRealm : IRealm, IAsyncDisposable
{
    private readonly FleetDeclaration _declaration;
    private readonly IHostChannels _channels;
    private readonly Closures _closures;
    private readonly NixResolution _resolution;
    private readonly ClosureExports _exports;
    private readonly ClosureTransfer _transfer;
    private readonly Probes _probes;
    private readonly ControllerChecks _checks;

    public FleetRealm(FleetSettings composition, IDocumentReader documents, TimeProvider time)
        : this(composition, documents, time, OpenSsh)
    {
    }

    /// <param name="open">What it opens belongs to the realm.</param>
    internal FleetRealm(FleetSettings composition, IDocumentReader documents, TimeProvider time, Func<ResolvedSettings, TimeProvider, IHostChannels> open)
    {
        ArgumentNullException.ThrowIfNull(composition);
        var settings = composition.Settings;
        var nix = new NixCli(new NixSettings(composition.Folder, BuildUsers.Environment()));
        _declaration = new FleetDeclaration(documents, new NixFlakeReader(nix), settings);
        _channels = open(settings, time);
        var gate = new EvaluationGate(new EvaluationBudget(settings.Get(FleetSettingsTable.NixEvalMemory), settings.Get(FleetSettingsTable.NixEvalParallel)));
        _closures = new Closures(nix);
        _resolution = new NixResolution(nix, _closures, gate, composition.Roots);
        _exports = new ClosureExports(nix, composition.Spool);
        var transfer = new TransferSettings(
            settings.Get(FleetSettingsTable.TransferParallel), settings.Get(FleetSettingsTable.TransferCompress) == TransferCompression.Gzip);
        _transfer = new ClosureTransfer(_closures, _channels, _exports, transfer, time);
        _checks = new ControllerChecks(time);
        _probes = new Probes(_channels, _checks);
        Folders = new HostFolders(_channels, _checks, Path.Combine(Path.GetDirectoryName(composition.Spool) ?? composition.Spool, "folders"));
    }

    public string Name => _declaration.Name;

    /// <summary>How a host of the truth is logged in to, as <see cref="HostAccessDocument"/> writes it; null for one that is not declared.</summary>
    public JsonObject? FindHost(string name) => _declaration.Hosts.TryGetValue(name, out var access) ? HostAccessDocument.Write(access) : null;

    /// <summary>Folders of files on the realm's hosts; they live as long as the realm.</summary>
    public HostFolders Folders { get; }

    public Task<ImmutableArray<DeclaredTarget>> DeclareAsync(
        Node section, string folder, RolloutPolicy defaults, Findings findings, CancellationToken cancel) =>
        _declaration.DeclareAsync(section, folder, defaults, findings, cancel);

    public Task<Sighting> ObserveAsync(DeclaredTarget target, CancellationToken cancel) => ActivatorOf(target).ObserveAsync(cancel);

    public Task<Sighting> LookAgainAsync(DeclaredTarget target, GenerationId? at, CancellationToken cancel) => ActivatorOf(target).LookAgainAsync(at, cancel);

    public Task<IReadOnlyDictionary<TargetId, Resolution>> ResolveAsync(IReadOnlyList<DeclaredTarget> targets, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return _resolution.ResolveAsync(targets.ToDictionary(target => target.Id, target => SpecOf(target).System), cancel);
    }

    public Task<Difference> CompareAsync(DeclaredTarget target, GenerationId? from, GenerationId to, CancellationToken cancel) =>
        _resolution.CompareAsync(from, to, cancel);

    public Task<ImmutableArray<Finding>> ForeseeAsync(Plan plan, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Task.FromResult(plan.Steps.Select(step => step.To.Value).Distinct().Select(Toplevel.Check).OfType<Finding>().ToImmutableArray());
    }

    public async Task<Reply> PrepareAsync(Order order, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        var activator = ActivatorOf(order.Step.Target);
        // First, so that what arrives is rooted at once, and nothing is sent to a host that has it all.
        var prepared = await activator.PrepareOrAwaitAsync(order, progress, cancel);
        if (prepared is not Preparation.Awaited awaited)
            return ((Preparation.Answered)prepared).Reply;
        Delivery delivery = new(SpecOf(order.Step.Target), order.Rollout.Value, order.Step.From?.Value, order.Step.To.Value, awaited.Daemon);
        return await _transfer.BringAsync(delivery, progress, cancel) switch
        {
            Arrival.Rooted => new Reply.Done(),
            Arrival.Failed failed => failed.Why,
            _ => await activator.PrepareAsync(order, progress, cancel),
        };
    }

    public async Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        var activator = ActivatorOf(order.Step.Target);
        var reply = await activator.ApplyAsync(order, progress, cancel);
        // After a crash of this controller the host may never have been prepared for this rollout.
        return reply is Reply.Refused { Why.Code: "activation.unprepared" } && await PrepareAsync(order, progress, cancel) is Reply.Done
            ? await activator.ApplyAsync(order, progress, cancel)
            : reply;
    }

    public Task<Health> VerifyAsync(Order order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _probes.VerifyAsync(order, SpecOf(order.Step.Target), cancel);
    }

    public async Task<Reply> CommitAsync(Order order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        var reply = await ActivatorOf(order.Step.Target).CommitAsync(order, cancel);
        await _probes.EndAsync(order);
        return reply;
    }

    public async Task<Reply> RevertAsync(Order order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        var reply = await ActivatorOf(order.Step.Target).RevertAsync(order, cancel);
        await _probes.EndAsync(order);
        return reply;
    }

    public async ValueTask DisposeAsync()
    {
        await _probes.DisposeAsync();
        await _channels.DisposeAsync();
        await _exports.DisposeAsync();
        _transfer.Dispose();
        _resolution.Dispose();
        _closures.Dispose();
        _checks.Dispose();
    }

    private static SshHostChannels OpenSsh(ResolvedSettings settings, TimeProvider time) =>
        new(new ChannelSettings { ConnectsAtOnce = settings.Get(FleetSettingsTable.SshParallel) }, time);

    private HostActivator ActivatorOf(DeclaredTarget target)
    {
        var spec = SpecOf(target);
        return new HostActivator(_channels.To(spec.Access), spec.Profile, ActivationLimits.Default);
    }

    private static HostSpec SpecOf(DeclaredTarget target) => HostSpecDocument.Read(target.Spec);
}
