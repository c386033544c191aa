using System.Collections.Immutable;
using Chimera.Cli.Commands;
using Chimera.Cli.Terminal;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Balancing;
using Chimera.Sites.Declaration;
using Chimera.Store;

namespace Chimera.Cli.Composition;

/// <summary>The balancer of one declared site: what is declared, where its backends are, how they are, and what a web server is told.</summary>
internal sealed class BalanceRun : IDisposable
{
    private readonly BackendChecks _checks = new(TimeProvider.System);
    private readonly Workspace _workspace;
    private readonly BalanceSpec _spec;
    private readonly ImmutableArray<Backend> _backends;
    private readonly WeightsInForce _declared;
    private readonly BalanceWatch _watch;

    private BalanceRun(Workspace workspace, BalanceSpec spec, ImmutableArray<Backend> backends)
    {
        (_workspace, _spec, _backends) = (workspace, spec, backends);
        _declared = Balance.Of(backends.Select(backend => (backend.Name, backend.Weight)), spec.Rules, DateTimeOffset.UnixEpoch).InForce;
        _watch = new BalanceWatch(backends, spec.Rules, spec.Path, _checks, TimeProvider.System);
    }

    /// <exception cref="Stop">The truth is wrong, or declares no such balancer.</exception>
    public static async Task<BalanceRun> OpenAsync(Workspace workspace, string site, CancellationToken cancel)
    {
        var truth = await workspace.TruthAsync(cancel);
        Findings findings = new();
        var section = workspace.Source.File!.Sections.FirstOrDefault(section => section.Name == SitesDeclaration.Section.Name);
        var declared = section is null ? [] : new SitesDeclaration(workspace.Hosts).Balances(section.Value, workspace.Source.Folder, findings);
        if (!declared.TryGetValue(site, out var spec))
        {
            string[] known = [.. truth.Targets.Where(CertifyingTargets.IsSite).Select(target => target.Group).Distinct(StringComparer.Ordinal)];
            throw new Stop(ExitCode.Usage, known.Contains(site)
                ? Finding.Error("site.not-balanced", $"the site '{site}' declares no balancer", "add 'balance: {weights: …}' to it")
                : Finding.Error("site.unknown", $"the truth file declares no site '{site}'",
                    Nearest.Hint(site, known, known.Length == 0 ? "declare it under 'sites:'" : $"it has {string.Join(", ", known)}")));
        }

        var backends = await Task.WhenAll(spec.Backends.Select(backend => backend.FindAsync(workspace.Hosts, site, cancel)));
        return new BalanceRun(workspace, spec, [.. backends]);
    }

    public async Task<ExitCode> ShowAsync(BalanceView view, CancellationToken cancel)
    {
        var look = await _watch.OnceAsync(cancel);
        view.Write(look, _declared);
        if (!_spec.On.IsEmpty || _spec.Dns is not null)
        {
            using var control = await ControlAsync(view, cancel);
            await control.SayAsync(cancel);
        }

        return look.Balance.InForce == _declared ? ExitCode.Ok : ExitCode.Differs;
    }

    /// <summary>What the web server is told so that the weights are in force which the backends' health lets be.</summary>
    /// <exception cref="Stop">Nothing says where the balancer is.</exception>
    public async Task<string> ConfigurationAsync(WebServerKind server, CancellationToken cancel)
    {
        var place = await PlaceAsync(cancel);
        var inForce = (await _watch.OnceAsync(cancel)).Balance.InForce;
        return BalancerConfiguration.Of(_spec.Site, _backends, inForce, place with { Server = server }).Text;
    }

    /// <param name="apply">Whether the weights are put in force where the balancer runs; they stay there when the watch ends.</param>
    public async Task<ExitCode> FollowAsync(BalanceView view, TimeSpan? length, bool apply, CancellationToken cancel)
    {
        using var lease = apply ? Take() : null;
        using GracefulStop stop = new(
            view.Say, $"stopping: {(apply ? "what is in force stays so" : "this watch ends here")}; again to leave at once", "left");
        using CancellationTokenSource limit = new(length ?? Timeout.InfiniteTimeSpan);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, limit.Token);
        var record = new WatchRecord(_workspace.Source.State, needed: true, _workspace.Streams.Err);
        BalanceLook? last = null;
        using var control = apply ? await ControlAsync(view, cancel) : null;
        var from = control is null ? null : await control.TakeUpAsync(TimeProvider.System.GetUtcNow(), either.Token);
        await foreach (var look in _watch.RunAsync(from, either.Token))
        {
            if (control is { IsSuperseded: true } or { GaveWayTo: not null })
            {
                break;
            }

            view.Follow(look, _declared, first: last is null);
            control?.Want(look.Balance, look.At, either.Token);
            if (look.Shifted)
            {
                await record.TellAsync([BalanceEvents.Shifted(_spec.Site, look)]);
            }

            last = look;
        }

        await (control?.SettleAsync() ?? Task.CompletedTask);
        await record.FinishAsync();
        if (control?.GaveWayTo is { } other)
        {
            throw Held($"{other}, with another state folder");
        }

        if (control is { IsSuperseded: true })
        {
            throw new Stop(ExitCode.Refused, Finding.Error(
                "balance.not-deployed", $"the balancer of '{_spec.Site}' that is declared is live nowhere; nothing was shifted",
                "deploy it with 'chimera deploy', then apply anew"));
        }

        return last is null ? ExitCode.Interrupted : last.Balance.InForce == _declared ? ExitCode.Ok : ExitCode.Differs;
    }

    public void Dispose() => _checks.Dispose();

    /// <summary>One watch shifts a site's balancers: two would each bring them to what they see.</summary>
    private StateLease Take()
    {
        var (folder, name) = (_workspace.Source.State, $"balance-{_spec.Site}");
        try
        {
            return StateLease.TryTake(folder, name, Actor.OfThisProcess(), TimeProvider.System.GetUtcNow()) ?? throw Held(StateLease.Holder(folder, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Stop(ExitCode.Record, Finding.Error(
                "store.unusable", $"the state folder {folder.Path} cannot be used: {e.Message}", "see that the folder is yours, and the disk has room"));
        }
    }

    private Stop Held(string holder) => new(ExitCode.Refused, Finding.Error(
        "balance.held", $"the balancer of '{_spec.Site}' is watched and shifted by {holder}; what is in force there stays so", "let that one go on, or end it first"));

    private async Task<BalanceControl> ControlAsync(BalanceView view, CancellationToken cancel) => _spec.On.IsEmpty && _spec.Dns is null
        ? throw new Stop(ExitCode.Refused, Finding.Error(
            "balance.nowhere", $"nothing says where the balancer of '{_spec.Site}' runs, so there is nothing to apply to",
            "say 'on:' or 'dns:' in its 'balance:'"))
        : await BalanceControl.OpenAsync(
            _spec, _workspace.SiteServices, $"{Actor.OfThisProcess()}, process {Environment.ProcessId}", view.Say, cancel);

    private async Task<HostPlace> PlaceAsync(CancellationToken cancel)
    {
        if (_spec.Place.On("") == _spec.Place)
        {
            return _spec.Place;
        }

        if (_spec.On.IsEmpty)
        {
            throw new Stop(ExitCode.Refused, Finding.Error(
                "balance.nowhere", $"the balancer of '{_spec.Site}' listens at {_spec.Place.Listen}, and nothing says on which host",
                "say 'on:', or write an address"));
        }

        // Of several hosts the first; the others differ in nothing but this address.
        var host = _workspace.Hosts.Open(_workspace.Hosts.Find(_spec.On[0])!, _spec.Site);
        return _spec.Place.On(await host.AddressAsync(cancel));
    }
}
