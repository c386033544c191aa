using Chimera.Engine.Validation;

namespace Chimera.Fleet.Lab;

/// <summary>What a lab needs of the machine: root, and programs of a handful of Debian packages.</summary>
internal static class LabPrograms
{
    private static readonly (string Program, string Package)[] Needed =
    [
        ("unshare", "util-linux"), ("nsenter", "util-linux"), ("flock", "util-linux"), ("mount", "mount"),
        ("ssh", "openssh-client"), ("ssh-keygen", "openssh-client"), ("sshd", "openssh-server"),
        ("nix-store", "nix-bin"), ("nix-daemon", "nix-bin"), ("tmux", "tmux"), ("busybox", "busybox-static"),
    ];

    /// <summary>Where Debian keeps programs for root, whatever the person's PATH says.</summary>
    private static readonly string[] Places = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public static string SearchPath => string.Join(':', Places);

    public static IEnumerable<Finding> Check(LabOptions options)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            yield return NeedsRoot;
        var needed = options.User == "root" ? Needed : [.. Needed, ("sudo", "sudo")];
        var missing = needed.Where(need => !Places.Any(place => File.Exists(Path.Combine(place, need.Program)))).ToList();
        if (missing.Count == 0)
            yield break;
        yield return Finding.Error(
            "lab.missing-program",
            $"the lab needs programs this machine does not have: {string.Join(", ", missing.Select(need => need.Program))}",
            $"run apt-get install -y --no-install-recommends {string.Join(' ', missing.Select(need => need.Package).Distinct())}");
    }

    public static Finding NeedsRoot => Finding.Error(
        "lab.needs-root", "only root may give a host its own mounts and processes", "run the command again with sudo");
}
