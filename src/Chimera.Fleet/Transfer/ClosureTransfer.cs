using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Nix.Exports;

namespace Chimera.Fleet.Transfer;

/// <summary>
/// Brings a closure to a host: asks once which of all its paths the host lacks, and sends those as one stream. The number of
/// round trips does not depend on the number of paths. A cut transfer is taken up where it stopped, since each path is valid
/// as soon as it has arrived.
/// </summary>
internal sealed class ClosureTransfer(
    INix nix, IHostChannels channels, ClosureExports exports, TransferSettings settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(500);

    private readonly Shared<string, NixAnswer<Closure>> _closures = new(answer => answer is NixAnswer<Closure>.Done);
    private readonly SemaphoreSlim _sending = new(settings.Parallel);

    /// <summary>Done when every path of the closure is valid on the host.</summary>
    public async Task<Reply> BringAsync(HostSpec host, string toplevel, IProgress<string> progress, CancellationToken cancel)
    {
        if (await _closures.GetAsync(toplevel, working => nix.ClosureOfAsync(toplevel, working), cancel) is not NixAnswer<Closure>.Done known)
        {
            return new Reply.Refused(TransferFindings.NotOnController(toplevel));
        }

        var store = new HostStore(channels.To(host.Access), progress.Report);
        if (host.Substitute)
        {
            progress.Report("fetching from the host's own substituters");
            // What it cannot fetch is sent below, so its failure is no failure.
            _ = await store.SubstituteAsync(known.Value.Paths.Select(path => path.Path), cancel);
        }

        var wasCut = false;
        for (var attempt = 1; ; attempt++)
        {
            var reply = await SendMissingAsync(host.Access, store, known.Value, progress, cancel);
            wasCut |= reply is Reply.Lost;
            if (!wasCut || reply is not (Reply.Lost or Reply.Unreachable) || attempt == settings.Attempts)
            {
                return reply;
            }

            progress.Report($"transfer cut, taking it up again ({attempt} of {settings.Attempts - 1})");
            await Task.Delay(Backoff * attempt, time, cancel);
        }
    }

    public void Dispose()
    {
        _closures.Dispose();
        _sending.Dispose();
    }

    private async Task<Reply> SendMissingAsync(
        HostAccess host, HostStore store, Closure closure, IProgress<string> progress, CancellationToken cancel)
    {
        var asked = await store.FindMissingAsync(closure.Paths.Select(path => path.Path), cancel);
        if (asked is not HostReply.Finished { ExitCode: 0 } answered)
        {
            return TransferFindings.Explain(asked, "the host's store could not be asked what it has");
        }

        var names = answered.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var missing = closure.Paths.Where(path => names.Contains(path.Path)).ToImmutableArray();
        if (missing.IsEmpty)
        {
            return new Reply.Done();
        }

        var needed = missing.Sum(path => path.NarSize);
        if (await store.FreeAsync(cancel) is { } free && free < needed)
        {
            return new Reply.Refused(TransferFindings.NoRoom(needed, free));
        }

        await _sending.WaitAsync(cancel);
        try
        {
            return await SendAsync(store, missing, progress, cancel)
                ?? await NixCopy.CopyAsync(host, closure.Root, progress, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Null when the host takes no imports.</summary>
    private async Task<Reply?> SendAsync(
        HostStore store, ImmutableArray<StorePathInfo> missing, IProgress<string> progress, CancellationToken cancel)
    {
        var export = await exports.GetAsync([.. missing.Select(path => path.Path)], settings.Gzip, cancel);
        if (export is not ExportAnswer.Ready ready)
        {
            return new Reply.Refused(((ExportAnswer.Failed)export).Why);
        }

        progress.Report($"sending {missing.Length} paths, {ready.Spool.Length / 1024} KiB");
        return await store.ImportAsync(ready.Spool, settings.Gzip, cancel) switch
        {
            HostReply.Finished { ExitCode: 0 } => new Reply.Done(),
            HostReply.Finished refused when TransferFindings.TakesNoImports(refused) => null,
            // It answered a moment ago, so this is a cut as well.
            HostReply.Unreachable gone => new Reply.Lost(gone.Why),
            var failed => TransferFindings.Explain(failed, "the host's store did not take the closure"),
        };
    }
}
