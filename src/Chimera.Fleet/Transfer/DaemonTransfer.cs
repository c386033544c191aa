using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Nix.Daemon;
using Chimera.Fleet.Nix.Exports;

namespace Chimera.Fleet.Transfer;

/// <summary>
/// Brings paths to a host through the socket of its Nix daemon, so that nothing has to be started there but the daemon's own child.
/// Only for a connection of root: the daemon has to trust whom it takes unsigned paths from.
/// </summary>
internal sealed class DaemonTransfer(IHostChannels channels, TimeProvider time)
{
    /// <returns>Null where they are to be imported instead.</returns>
    public async Task<Arrival?> AddAsync(
        Delivery delivery, ImmutableArray<StorePathInfo> paths, ExportSpool export, IProgress<string> progress, CancellationToken cancel)
    {
        if (delivery.Daemon is not { } socket || await AdditionAsync(export, paths) is not { } addition)
            return null;
        await using var daemon = await channels.ConnectAsync(delivery.Host.Access, socket, cancel);
        if (daemon is null)
            return null;
        var answer = await AskAsync(daemon, addition, delivery, progress, cancel);
        return answer switch
        {
            DaemonAnswer.Valid => new Arrival.Rooted(),
            DaemonAnswer.Unusable => null,
            DaemonAnswer.Refused refused when TransferFindings.LacksSignature(refused.Said) => null,
            DaemonAnswer.Refused refused => new Arrival.Failed(new Reply.Refused(TransferFindings.DaemonRefused(refused.Said))),
            DaemonAnswer.Gone gone => new Arrival.Failed(new Reply.Lost(TransferFindings.DaemonGone(delivery.Host.Access.Address, gone.Why))),
            _ => throw new InvalidOperationException($"{answer} is no answer"),
        };
    }

    // An export that is not of the form that every Nix has written so far is for the host's Nix to read.
    private static async Task<Addition?> AdditionAsync(ExportSpool export, ImmutableArray<StorePathInfo> paths)
    {
        try
        {
            return Addition.Of(export, await export.Paths, paths);
        }
        catch (Exception other) when (other is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    /// <summary>Not in the engine's turns; lines come back as turns.</summary>
    private async Task<DaemonAnswer> AskAsync(Stream daemon, Addition addition, Delivery delivery, IProgress<string> progress, CancellationToken cancel)
    {
        var turns = SynchronizationContext.Current as Turns;
        using var deadline = new CancellationTokenSource(HostStore.LimitFor(addition.Length), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        // A daemon forks and says its name: no more than what a new connection to the host may take.
        using CancellationTokenSource greeting = new(delivery.Host.Access.ConnectTimeout, time);
        try
        {
            return await Task.Run(
                () => DaemonClient.AddAsync(daemon, addition, delivery.To, Tell, greeting.Token, either.Token), CancellationToken.None);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new DaemonAnswer.Gone("it did not end in time");
        }

        void Tell(string line)
        {
            if (turns is null)
                progress.Report(line);
            else
                turns.Post(_ => progress.Report(line), null);
        }
    }
}
