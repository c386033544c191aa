using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>A small file system under a folder of a host, with what is in the folder, so that it can be filled.</summary>
/// <param name="folder">Such as <c>/nix</c>.</param>
/// <param name="files">It is full when it takes no more files either.</param>
internal sealed class SmallDisk(string folder, bool files)
{
    // It has mounts of its own.
    private string Daemon => folder.StartsWith("/nix", StringComparison.Ordinal) ? $"{{ {Inside.RestartDaemon}; }}" : "true";

    public Task PutUnderAsync(FaultyHost host) => host.InsideAsync(
        $"size=$(($(du -sk {folder} | cut -f 1) * 2 + 1024))k; files=$(($(find {folder} | wc -l) + 100));"
        + $" mount -t tmpfs -o size=$size,nr_inodes=$files lab-small /mnt && cp -a {folder}/. /mnt/ && mount --move /mnt {folder} && {Daemon}");

    public Task FillAsync(FaultyHost host) => host.InsideAsync(
        $"mkdir {folder}/ballast; /bin/cat /dev/zero >{folder}/ballast/all 2>/dev/null;"
        + (files ? $" i=0; while {{ true >{folder}/ballast/$i; }} 2>/dev/null; do i=$((i + 1)); done;" : "")
        + $" [ \"$(/bin/df --output=avail {folder} | tail -n 1)\" -eq 0 ]");

    public Task EmptyAsync(FaultyHost host) => host.InsideAsync($"rm -rf {folder}/ballast");

    /// <summary>What was written there is on the host's own disk afterwards.</summary>
    public Task TakeAwayAsync(FaultyHost host) => host.InsideAsync(
        $"mount --bind {folder} /mnt && umount -l {folder} && find {folder} -mindepth 1 -delete"
        + $" && cp -a /mnt/. {folder}/ && umount -l /mnt && {Daemon}");
}
