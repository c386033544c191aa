using System.Security.Cryptography;
using System.Text;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Fleet.Folders;
using Chimera.Sites.Publishing;

namespace Chimera.Cli.Composition;

/// <summary>A site's place on a host of the fleet: a folder of it.</summary>
internal sealed class FleetReleaseHost(HostFolder folder) : IReleaseHost
{
    public Task<string> AddressAsync(CancellationToken cancel) => folder.AddressAsync(cancel);

    public Task<Sighting> ObserveAsync(CancellationToken cancel) => folder.ObserveAsync(cancel);

    public async Task<HostInspection> InspectAsync(GenerationId generation, CancellationToken cancel) =>
        await folder.InspectAsync(generation, cancel) switch
        {
            FolderInspection.Whole => new HostInspection.Whole(),
            FolderInspection.Changed changed => new HostInspection.Changed(changed.Paths),
            FolderInspection.Untold untold => new HostInspection.Untold(untold.Why),
            _ => throw new InvalidOperationException("no such inspection"),
        };

    public Task<Reply> PrepareAsync(Order order, HostRelease? release, IProgress<string> progress, CancellationToken cancel) =>
        folder.PrepareAsync(order, release is null ? null : ContentOf(release), progress, cancel);

    public Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel) => folder.ApplyAsync(order, progress, cancel);

    public Task<Health> VerifyAsync(Order order, CancellationToken cancel) => folder.VerifyAsync(order, cancel);

    public Task<Reply> CommitAsync(Order order, CancellationToken cancel) => folder.CommitAsync(order, cancel);

    public Task<Reply> RevertAsync(Order order, CancellationToken cancel) => folder.RevertAsync(order, cancel);

    public Task<Reply> OverlayAsync(GenerationId live, byte[]? text, CancellationToken cancel) => folder.OverlayAsync(live, text, cancel);

    private static FolderContent ContentOf(HostRelease release) => new(
    [
        .. release.Files.Select(file => new FolderFile($"www{file.Address}", file.Bytes, file.Digests.Sha256, Executable: false, file.Open)),
        Written("site.conf", release.Configuration, executable: false),
        Written("bin/activate", release.Activate, executable: true),
        Written("bin/deactivate", release.Deactivate, executable: true),
        Written("bin/look", release.Look, executable: true),
    ]);

    private static FolderFile Written(string path, string text, bool executable)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new FolderFile(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), executable, () => bytes);
    }
}
