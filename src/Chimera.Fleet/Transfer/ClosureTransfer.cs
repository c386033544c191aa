using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Nix.Exports;

namespace Chimera.Fleet.Transfer;

/// <summary>
/// Brings a closure to a host as one stream. The number of round trips does not depend on the number of paths. A cut transfer is
/// taken up where it stopped, since each path is valid as soon as it has arrived.
/// </summary>
internal sealed class ClosureTransfer(
    Closures closures, IHostChannels channels, ClosureExports exports, TransferSettings settings, TimeProvider time) : IDisposable
{
    // Asking costs a host one more start of Nix, about as much CPU as taking in this many bytes that it has already.
    private const long WorthAsking = 2 * 1024 * 1024;

    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(500);

    private readonly Shared<(string From, string To), ImmutableArray<StorePathInfo>> _changes = new(_ => true);
    private readonly SemaphoreSlim _sending = new(settings.Parallel);
    private readonly DaemonTransfer _daemons = new(channels, time);

    public async Task<Arrival> BringAsync(Delivery delivery, IProgress<string> progress, CancellationToken cancel)
    {
        var host = delivery.Host;
        // The daemon trusts root, and takes nothing that is compressed.
        if (host.Access.Sudo || settings.Gzip)
            delivery = delivery with { Daemon = null };
        // Both at once, so that they are one question. What a substituter brings is not known here.
        var old = delivery.From is { } from && !host.Substitute ? closures.OfAsync(from, cancel) : null;
        if (await closures.OfAsync(delivery.To, cancel) is not NixAnswer<Closure>.Done known)
            return new Arrival.Failed(new Reply.Refused(TransferFindings.NotOnController(delivery.To)));

        var store = new HostStore(channels.To(host.Access), progress.Report);
        if (host.Substitute)
        {
            progress.Report("fetching from the host's own substituters");
            // What it cannot fetch is sent below, so its failure is no failure.
            _ = await store.SubstituteAsync(known.Value.Paths.Select(path => path.Path), cancel);
        }

        var change = old is not null && await old is NixAnswer<Closure>.Done had ? await ChangeAsync(had.Value, known.Value, cancel) : [];
        var wasCut = false;
        for (var attempt = 1; ; attempt++)
        {
            var arrival = change.IsEmpty
                ? await SendMissingAsync(store, delivery, known.Value, progress, cancel)
                : await SendAsync(store, delivery, change, progress, cancel);
            if (!change.IsEmpty && arrival is Arrival.Failed { Why: Reply.Refused { Why.Code: "transfer.failed" } })
            {
                // The host was not what it was taken for; nothing of what it did take has to be sent again.
                arrival = await SendMissingAsync(store, delivery, known.Value, progress, cancel);
            }

            change = [];
            if (arrival is Arrival.Failed { Why: Reply.Lost })
            {
                wasCut = true;
                // Whatever became of it: an import says more, and needs no daemon.
                delivery = delivery with { Daemon = null };
            }

            if (!wasCut || arrival is not Arrival.Failed { Why: Reply.Lost or Reply.Unreachable } || attempt == settings.Attempts)
                return arrival;
            progress.Report($"transfer cut, taking it up again ({attempt} of {settings.Attempts - 1})");
            await Task.Delay(Backoff * attempt, time, cancel);
        }
    }

    public void Dispose()
    {
        _changes.Dispose();
        _sending.Dispose();
    }

    /// <summary>
    /// All that a host can lack that has the old closure, which its profile holds. Empty where it is better to ask, since what the host may
    /// have after all would take longer to send than to ask for. Nix refuses a path whose references are not there, so a wrong guess does no harm.
    /// </summary>
    private Task<ImmutableArray<StorePathInfo>> ChangeAsync(Closure from, Closure to, CancellationToken cancel) =>
        _changes.GetAsync((from.Root, to.Root), _ => Task.FromResult(Change(from, to)), cancel);

    private static ImmutableArray<StorePathInfo> Change(Closure from, Closure to)
    {
        var there = from.Paths.Select(path => path.Path).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<StorePathInfo> change = [.. to.Paths.Where(path => !there.Contains(path.Path))];
        return change.Sum(path => path.NarSize) <= WorthAsking ? change : [];
    }

    private async Task<Arrival> SendMissingAsync(
        HostStore store, Delivery delivery, Closure closure, IProgress<string> progress, CancellationToken cancel)
    {
        var asked = await store.FindMissingAsync(closure.Paths.Select(path => path.Path), cancel);
        if (asked is not HostReply.Finished { ExitCode: 0 } answered)
            return new Arrival.Failed(TransferFindings.Explain(asked, "the host's store could not be asked what it has"));
        var names = answered.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var missing = closure.Paths.Where(path => names.Contains(path.Path)).ToImmutableArray();
        if (missing.IsEmpty)
            return new Arrival.Loose();
        var needed = missing.Sum(path => path.NarSize);
        return await store.FreeAsync(cancel) is { } free && free < needed
            ? new Arrival.Failed(new Reply.Refused(TransferFindings.NoRoom(needed, free)))
            : await SendAsync(store, delivery, missing, progress, cancel);
    }

    private async Task<Arrival> SendAsync(
        HostStore store, Delivery delivery, ImmutableArray<StorePathInfo> paths, IProgress<string> progress, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel);
        try
        {
            var export = await exports.GetAsync([.. paths.Select(path => path.Path)], settings.Gzip, cancel);
            if (export is not ExportAnswer.Ready { Spool: var spool })
                return new Arrival.Failed(new Reply.Refused(((ExportAnswer.Failed)export).Why));
            progress.Report($"sending {paths.Length} paths, {spool.Length / 1024} KiB");
            return await _daemons.AddAsync(delivery, paths, spool, progress, cancel)
                ?? await ImportAsync(store, delivery, spool, cancel)
                ?? await NixCopy.CopyAsync(delivery.Host.Access, delivery.To, progress, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Null when the host takes no imports.</summary>
    private async Task<Arrival?> ImportAsync(HostStore store, Delivery delivery, ExportSpool export, CancellationToken cancel) =>
        await store.ImportAsync(export, settings.Gzip, delivery, cancel) switch
        {
            HostReply.Finished { ExitCode: 0 } => new Arrival.Rooted(),
            HostReply.Finished refused when TransferFindings.TakesNoImports(refused) => null,
            // It answered a moment ago, so this is a cut as well.
            HostReply.Unreachable gone => new Arrival.Failed(new Reply.Lost(gone.Why)),
            var failed => new Arrival.Failed(TransferFindings.Explain(failed, TransferFindings.NotTaken)),
        };
}
