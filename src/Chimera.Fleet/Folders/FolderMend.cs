using System.Globalization;
using Chimera.Engine.Execution;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>
/// Looks whether a generation that stands on a host is what it was made as, and puts it back where somebody changed it there: the files
/// that differ, each by one rename, or all of it where it cannot be told what differs (<c>docs/activation.md</c>, "Folders").
/// </summary>
internal sealed class FolderMend(IHostChannel channel, FolderPaths paths, FolderCache cache)
{
    private const string Unknown = "-";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <param name="order">In generations.</param>
    /// <param name="content">Null for one that is to be there as it should be.</param>
    public async Task<Reply> MendAsync(Order order, FolderContent? content, IProgress<string> progress, CancellationToken cancel)
    {
        var digits = FolderPaths.Digits(order.Step.To)!;
        var wanted = content is null ? cache.Read(digits) : FolderManifest.Of(content);
        HostCall check = new("folder_check", [paths.Profile, paths.PathOf(order.Step.To)!, wanted?.Sha256 ?? Unknown], Longest);
        switch (FolderState.Of(await channel.CallAsync(check, cancel)))
        {
            case FolderState.Failed { Why: HostReply.Finished { ExitCode: 0 } none }:
                return new Reply.Unreachable(HostFailures.BadReply(check.Operation, none.Output));
            case FolderState.Failed failed:
                return FolderFindings.Explain(failed.Why);
            case FolderState.Damaged damaged when content is null:
                return new Reply.Refused(FolderFindings.Damaged(order.Step, Which(damaged, wanted ?? await AskAsync(order, cancel))));
            case FolderState.Damaged damaged:
                progress.Report($"{Printable.Line(Which(damaged, wanted))} was changed on the host");
                return await PutBackAsync(new Mending(order, content!, wanted!, progress), damaged.Holds, cancel);
            default:
                if (wanted is not null)
                    cache.Write(digits, wanted);
                return new Reply.Done();
        }
    }

    private static string Which(FolderState.Damaged damaged, FolderManifest? wanted) =>
        damaged.Holds is { } holds && wanted is not null ? holds.Differing(wanted) : "something";

    private async Task<FolderManifest?> AskAsync(Order order, CancellationToken cancel) =>
        await channel.CallAsync(new HostCall("folder_manifest", [paths.Profile, paths.PathOf(order.Step.To)!], Longest), cancel)
            is HostReply.Finished { ExitCode: 0 } answered
            ? FolderManifest.Read(answered.Output)
            : null;

    private async Task<Reply> PutBackAsync(Mending mending, FolderHolding? holds, CancellationToken cancel)
    {
        var arrival = holds is null
            ? new FolderArrival.Damaged()
            : await SendAsync(mending, holds.MendTo(mending.Wanted), whole: false, cancel);
        if (arrival is FolderArrival.Damaged or FolderArrival.OtherBase)
        {
            mending.Progress.Report("it cannot be put back in parts; sending all of it");
            arrival = await SendAsync(mending, FolderChange.Whole(mending.Wanted), whole: true, cancel);
        }

        if (arrival is not FolderArrival.Whole)
            return arrival is FolderArrival.Failed failed ? failed.Why : new Reply.Refused(FolderFindings.Garbled);
        cache.Write(FolderPaths.Digits(mending.Order.Step.To)!, mending.Wanted);
        return new Reply.Done();
    }

    private async Task<FolderArrival> SendAsync(Mending mending, FolderChange change, bool whole, CancellationToken cancel)
    {
        var (order, content, wanted, progress) = mending;
        var packing = await Task.Run(() => FolderPack.OfAsync(change, content, cache, cancel), cancel);
        if (packing is FolderPacking.Refused refused)
            return new FolderArrival.Failed(new Reply.Refused(refused.Why));
        await using var pack = ((FolderPacking.Ready)packing).Pack;
        progress.Report($"sending {change.In.Count} of {content.Files.Length} files, {(pack.Length + 1023) / 1024} KiB");
        HostCall call = new(
            "folder_mend",
            [
                change.In.IsEmpty ? "none" : pack.Gzip ? "gzip" : "plain", paths.Profile, order.Rollout.Value, paths.PathOf(order.Step.To)!,
                whole ? "whole" : "parts", wanted.Sha256, change.Out.Length.ToString(CultureInfo.InvariantCulture),
            ],
            FolderTransfer.Deadline(content, pack.Length), pack.Open(), pack.Length, progress.Report);
        return FolderArrival.Of(await channel.CallAsync(call, cancel), fresh: whole);
    }

    private sealed record Mending(Order Order, FolderContent Content, FolderManifest Wanted, IProgress<string> Progress);
}
