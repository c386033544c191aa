using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>Looks which files of a generation somebody changed on the host. It changes nothing.</summary>
internal sealed class FolderInspector(IHostChannel channel, FolderPaths paths, FolderCache cache)
{
    private const string Unknown = "-";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public async Task<FolderInspection> AtAsync(GenerationId generation, CancellationToken cancel)
    {
        if (FolderPaths.Digits(generation) is not { } digits || paths.PathOf(generation) is not { } path)
            return new FolderInspection.Untold(Finding.Error(
                "folder.generation-invalid", $"{Printable.Line(generation.Value)} is no generation of a folder", "make a new plan"));
        var wanted = cache.Read(digits);
        HostCall check = new("folder_check", [paths.Profile, path, wanted?.Sha256 ?? Unknown], Longest);
        return FolderState.Of(await channel.CallAsync(check, cancel)) switch
        {
            FolderState.Whole => new FolderInspection.Whole(),
            FolderState.Damaged { Holds: { } holds } => (wanted ?? await AskAsync(path, cancel)) is { } manifest
                ? new FolderInspection.Changed(holds.DifferingPaths(manifest))
                : new FolderInspection.Changed([]),
            FolderState.Damaged => new FolderInspection.Changed([]),
            FolderState.Untold => new FolderInspection.Untold(FolderFindings.NoTool("sha256sum")),
            FolderState.Failed { Why: HostReply.Unreachable unreachable } => new FolderInspection.Untold(unreachable.Why),
            FolderState.Failed { Why: HostReply.Broken broken } => new FolderInspection.Untold(broken.Why),
            FolderState.Failed { Why: HostReply.Finished { ExitCode: 0 } none } =>
                new FolderInspection.Untold(HostFailures.BadReply(check.Operation, none.Output)),
            FolderState.Failed { Why: HostReply.Finished failed } => new FolderInspection.Untold(HostFailures.Failed(check.Operation, failed)),
            _ => throw new InvalidOperationException("no such state"),
        };
    }

    private async Task<FolderManifest?> AskAsync(string path, CancellationToken cancel) =>
        await channel.CallAsync(new HostCall("folder_manifest", [paths.Profile, path], Longest), cancel) is HostReply.Finished { ExitCode: 0 } answered
            ? FolderManifest.Read(answered.Output)
            : null;
}
