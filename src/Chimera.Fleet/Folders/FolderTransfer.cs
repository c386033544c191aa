using System.Globalization;
using Chimera.Engine.Execution;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>
/// Brings a generation of a folder to a host in one call: what differs from the one that is live there is sent, the rest is linked from
/// it. The host makes the manifest of what it then has, and it is put in its place only when its digest is ours
/// (<c>docs/activation.md</c>, "Folders").
/// </summary>
internal sealed class FolderTransfer(IHostChannel channel, FolderPaths paths, FolderCache cache)
{
    private const string NoBase = "-";

    // Slower than this, a link or a disk is taken to be dead.
    private const long SlowestLink = 32 * 1024;
    private const long SlowestDisk = 4 * 1024 * 1024;
    private const long SlowestFiles = 100;

    private static readonly TimeSpan ShortCall = TimeSpan.FromMinutes(2);

    /// <param name="order">In generations.</param>
    public async Task<Reply> BringAsync(Order order, FolderContent content, IProgress<string> progress, CancellationToken cancel)
    {
        var to = FolderManifest.Of(content);
        Brought brought = new(order, content, to, progress);
        var from = order.Step.From is { } old && old != order.Step.To ? old : default(Engine.Planning.GenerationId?);
        var known = from is { } cached ? cache.Read(FolderPaths.Digits(cached)!) ?? await AskAsync(cached, cancel) : null;
        var arrival = await SendAsync(brought, known, cancel);
        if (arrival is FolderArrival.OtherBase && await AskAsync(from!.Value, cancel) is { } asked)
            arrival = await SendAsync(brought, asked, cancel);
        if (arrival is FolderArrival.OtherBase or FolderArrival.Damaged)
        {
            progress.Report("what is live on the host was changed there, or cannot be linked; sending all of it");
            arrival = await SendAsync(brought, null, cancel);
        }

        if (arrival is not FolderArrival.Whole)
            return arrival is FolderArrival.Failed failed ? failed.Why : new Reply.Refused(FolderFindings.Garbled);
        cache.Write(FolderPaths.Digits(order.Step.To)!, to);
        return new Reply.Done();
    }

    /// <summary>What a generation on the host holds, as it says itself; null where it cannot tell.</summary>
    private async Task<FolderManifest?> AskAsync(Engine.Planning.GenerationId generation, CancellationToken cancel) =>
        await channel.CallAsync(new HostCall("folder_manifest", [paths.Profile, paths.PathOf(generation)!], ShortCall), cancel)
            is HostReply.Finished { ExitCode: 0 } answered
            ? FolderManifest.Read(answered.Output)
            : null;

    /// <param name="from">What the live generation is taken to hold; null to begin with nothing.</param>
    private async Task<FolderArrival> SendAsync(Brought brought, FolderManifest? from, CancellationToken cancel)
    {
        var (order, content, to, progress) = brought;
        var change = from is null ? null : FolderChange.Between(from, to);
        var whole = change ?? FolderChange.Whole(to);
        // Reading and compressing is no work for the engine's turns.
        var packing = await Task.Run(() => FolderPack.OfAsync(whole, content, cache, cancel), cancel);
        if (packing is FolderPacking.Refused refused)
            return new FolderArrival.Failed(new Reply.Refused(refused.Why));
        await using var pack = ((FolderPacking.Ready)packing).Pack;
        progress.Report($"sending {whole.In.Count} of {content.Files.Length} files, {(pack.Length + 1023) / 1024} KiB");
        HostCall call = new(
            "folder",
            [
                pack.Gzip ? "gzip" : "plain", paths.Profile, order.Rollout.Value, paths.PathOf(order.Step.To)!,
                change is null ? NoBase : paths.PathOf(order.Step.From!.Value)!, change is null ? NoBase : from!.Sha256,
                to.Sha256, whole.Out.Length.ToString(CultureInfo.InvariantCulture),
            ],
            Deadline(content, pack.Length), pack.Open(), pack.Length, progress.Report);
        return FolderArrival.Of(await channel.CallAsync(call, cancel), fresh: change is null);
    }

    /// <param name="sent">Bytes.</param>
    public static TimeSpan Deadline(FolderContent content, long sent) => ShortCall + TimeSpan.FromSeconds(
        (sent / SlowestLink) + (content.Files.Sum(file => file.Bytes) / SlowestDisk) + (content.Files.Length / SlowestFiles));

    private sealed record Brought(Order Order, FolderContent Content, FolderManifest To, IProgress<string> Progress);
}
