using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>
/// One folder on one host, whose generations (<c>sha256:</c> and 64 hex digits) stand side by side. What makes one of them live is its own
/// <c>bin/activate</c>, on trial as every activation is (<c>docs/activation.md</c>, "Folders").
/// </summary>
public sealed class HostFolder
{
    private readonly HostAccess _access;
    private readonly FolderPaths _paths;
    private readonly HostActivator _activator;
    private readonly HostProbe _probe;
    private readonly FolderTransfer _transfer;
    private readonly FolderLook _look;
    private readonly FolderMend _mend;
    private readonly FolderOverlay _overlay;
    private readonly FolderInspector _inspector;

    internal HostFolder(IHostChannel channel, HostAccess access, FolderPaths paths, ControllerChecks checks, FolderCache cache)
    {
        _access = access;
        _paths = paths;
        _activator = new HostActivator(channel, paths.Profile, ActivationLimits.Default);
        _probe = new HostProbe(channel, paths.Profile, access.Address, checks, ActivationLimits.Default);
        _transfer = new FolderTransfer(channel, paths, cache);
        _look = new FolderLook(channel, paths, cache);
        _mend = new FolderMend(channel, paths, cache);
        _overlay = new FolderOverlay(channel, paths);
        _inspector = new FolderInspector(channel, paths, cache);
    }

    /// <summary>Where the network finds the host; ssh may know it by another name.</summary>
    public Task<string> AddressAsync(CancellationToken cancel) => SshHostName.OfAsync(_access, cancel);

    /// <summary>What is live is a <see cref="FolderDamage"/> where somebody has changed its files on the host.</summary>
    public async Task<Sighting> ObserveAsync(CancellationToken cancel) =>
        await _look.AtAsync(cancel) ?? _paths.Generations(await _activator.ObserveAsync(cancel));

    /// <summary>Which files of a generation that stands there somebody changed; nothing is put back.</summary>
    public Task<FolderInspection> InspectAsync(GenerationId generation, CancellationToken cancel) => _inspector.AtAsync(generation, cancel);

    /// <summary>
    /// Brings the generation there, as far as the host has not what it is made of, and protects it and the one before it. One that is
    /// there and was changed there is put back to what it was.
    /// </summary>
    /// <param name="content">Null for one that is to be there already.</param>
    public async Task<Reply> PrepareAsync(Order order, FolderContent? content, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(progress);
        if (content is not null && FolderRules.Refuse(content) is { } bad)
            return new Reply.Refused(bad);
        return await WithPathsAsync(order, async there => await _activator.PrepareAsync(there, progress, cancel) switch
        {
            Reply.Refused { Why.Code: "activation.awaited" } when content is null => new Reply.Refused(FolderFindings.Gone(order.Step)),
            Reply.Refused { Why.Code: "activation.awaited" } => await _transfer.BringAsync(order, content, progress, cancel),
            Reply.Done => await _mend.MendAsync(order, content, progress, cancel),
            var reply => reply,
        });
    }

    public Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel) =>
        WithPathsAsync(order, there => ApplyThereAsync(there, progress, cancel));

    /// <summary>Whether the trial still stands; what the folder is for is not asked.</summary>
    public Task<Health> VerifyAsync(Order order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _probe.VerifyAsync(order.Rollout, [], cancel);
    }

    public Task<Reply> CommitAsync(Order order, CancellationToken cancel) =>
        WithPathsAsync(order, there => _activator.CommitAsync(there, cancel));

    /// <summary>Back to the step's From; where that is nothing, the generation's own <c>bin/deactivate</c> is run, if it has one.</summary>
    public Task<Reply> RevertAsync(Order order, CancellationToken cancel) =>
        WithPathsAsync(order, there => _activator.RevertAsync(there, cancel));

    /// <summary>Lays a text over the generation that is live, by its own <c>bin/activate</c>, until something is activated; nothing is on trial.</summary>
    /// <param name="text">Null to take off what lies there.</param>
    public Task<Reply> OverlayAsync(GenerationId live, byte[]? text, CancellationToken cancel) => _overlay.LayAsync(live, text, cancel);

    /// <param name="there">In the host's own paths.</param>
    private async Task<Reply> ApplyThereAsync(Order there, IProgress<string> progress, CancellationToken cancel)
    {
        var reply = await _activator.ApplyAsync(there, progress, cancel);
        // After a crash of this controller the host may never have been prepared for this rollout.
        return reply is Reply.Refused { Why.Code: Refusals.UnpreparedCode }
            && await _activator.PrepareAsync(there, progress, cancel) is Reply.Done
            ? await _activator.ApplyAsync(there, progress, cancel)
            : reply;
    }

    private async Task<Reply> WithPathsAsync(Order order, Func<Order, Task<Reply>> call)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _paths.Paths(order) is { } there
            ? _paths.Generations(await call(there))
            : new Reply.Refused(FolderFindings.NoGeneration(order.Step));
    }
}
