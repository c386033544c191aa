using System.Text;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
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
    private static readonly TimeSpan ShortCall = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SubstituteLimit = TimeSpan.FromHours(2);
    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(500);

    // Slower than this, a link is taken to be dead.
    private const long SlowestBytesPerSecond = 32 * 1024;

    private readonly Shared<string, NixAnswer<Closure>> _closures = new(answer => answer is NixAnswer<Closure>.Done);
    private readonly SemaphoreSlim _sending = new(settings.Parallel);

    /// <summary>Done when every path of the closure is valid on the host.</summary>
    public async Task<Reply> BringAsync(HostSpec host, string toplevel, IProgress<string> progress, CancellationToken cancel)
    {
        if (await _closures.GetAsync(toplevel, working => nix.ClosureOfAsync(toplevel, working), cancel) is not NixAnswer<Closure>.Done known)
        {
            return new Reply.Refused(TransferFindings.NotOnController(toplevel));
        }

        var channel = channels.To(host.Access);
        if (host.Substitute)
        {
            progress.Report("fetching from the host's own substituters");
            // What it cannot fetch is sent below, so its failure is no failure.
            _ = await channel.CallAsync(Call("substitute", [], SubstituteLimit, toplevel, progress), cancel);
        }

        Reply reply = new Reply.Done();
        for (var attempt = 1; attempt <= settings.Attempts; attempt++)
        {
            reply = await SendMissingAsync(host, known.Value, progress, cancel);
            if (reply is not (Reply.Lost or Reply.Unreachable) || attempt == settings.Attempts)
            {
                break;
            }

            progress.Report($"transfer cut, taking it up again ({attempt} of {settings.Attempts - 1})");
            await Task.Delay(Backoff * attempt, time, cancel);
        }

        return reply;
    }

    public void Dispose()
    {
        _closures.Dispose();
        _sending.Dispose();
    }

    private async Task<Reply> SendMissingAsync(HostSpec host, Closure closure, IProgress<string> progress, CancellationToken cancel)
    {
        var channel = channels.To(host.Access);
        var all = string.Join('\n', closure.Paths.Select(path => path.Path));
        var asked = await channel.CallAsync(Call("missing", [], ShortCall, all, progress), cancel);
        if (asked is not HostReply.Finished { ExitCode: 0 } answered)
        {
            return TransferFindings.Explain(asked, "the host's store could not be asked what it has");
        }

        var names = answered.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var missing = closure.Paths.Where(path => names.Contains(path.Path)).ToList();
        if (missing.Count == 0)
        {
            return new Reply.Done();
        }

        if (await FindRoomAsync(channel, missing.Sum(path => path.NarSize), cancel) is { } noRoom)
        {
            return noRoom;
        }

        await _sending.WaitAsync(cancel);
        try
        {
            return await SendAsync(host, channel, missing, progress, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Null when there is room, or when it cannot be known.</summary>
    private static async Task<Reply?> FindRoomAsync(IHostChannel channel, long needed, CancellationToken cancel)
    {
        var asked = await channel.CallAsync(new HostCall("space", [], ShortCall), cancel);
        return asked is HostReply.Finished { ExitCode: 0 } answered
            && answered.Output.Trim().Split(' ') is ["free", var number]
            && long.TryParse(number, out var free)
            && free < needed
            ? new Reply.Refused(TransferFindings.NoRoom(needed, free))
            : null;
    }

    private async Task<Reply> SendAsync(
        HostSpec host, IHostChannel channel, List<StorePathInfo> missing, IProgress<string> progress, CancellationToken cancel)
    {
        var export = await exports.GetAsync([.. missing.Select(path => path.Path)], settings.Gzip, cancel);
        if (export is not ExportAnswer.Ready ready)
        {
            return new Reply.Refused(((ExportAnswer.Failed)export).Why);
        }

        var length = ready.Spool.Length;
        progress.Report($"sending {missing.Count} paths, {length / 1024} KiB");
        await using var stream = ready.Spool.Open();
        var deadline = ShortCall + TimeSpan.FromSeconds(length / SlowestBytesPerSecond);
        var sent = await channel.CallAsync(
            new HostCall("import", [settings.Gzip ? "gzip" : "plain"], deadline, stream, length, progress.Report), cancel);
        return sent switch
        {
            HostReply.Finished { ExitCode: 0 } => new Reply.Done(),
            HostReply.Finished refused when TransferFindings.TakesNoImports(refused) => await NixCopy.CopyAsync(host.Access, [.. missing.Select(path => path.Path)], progress, cancel),
            _ => TransferFindings.Explain(sent, "the host's store did not take the closure"),
        };
    }

    private static HostCall Call(string operation, string[] arguments, TimeSpan deadline, string input, IProgress<string> progress)
    {
        var bytes = Encoding.UTF8.GetBytes(input + "\n");
        return new HostCall(operation, [.. arguments], deadline, new MemoryStream(bytes, writable: false), bytes.Length, progress.Report);
    }
}
