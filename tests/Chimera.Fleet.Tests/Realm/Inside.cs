using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>A lab host as one who stands before it: without ssh, and with what its own log says of ssh.</summary>
internal static class Inside
{
    /// <summary>The shell line with which a host lets people in again; it ends when sshd listens.</summary>
    public const string StartSshd =
        "[ -s /run/sshd.pid ] || /usr/sbin/sshd -f /etc/lab/sshd_config -E /var/log/sshd.log; until [ -s /run/sshd.pid ]; do sleep 0.02; done";

    /// <summary>The shell line with which a host starts Nix's daemon anew, where it is to have one; it ends when that listens, and sees what is mounted now.</summary>
    public const string RestartDaemon =
        "if [ ! -e /etc/lab/no-daemon ]; then kill -KILL $(cat /run/nix-daemon/pid) 2>/dev/null; rm -f /run/nix-daemon/socket; "
        + "/usr/bin/setsid /usr/bin/nix-daemon >>/var/log/nix-daemon.log 2>&1 </dev/null & echo $! >/run/nix-daemon/pid; "
        + "until [ -S /run/nix-daemon/socket ]; do sleep 0.02; done; fi";

    /// <summary>A shell line in the host's own namespaces.</summary>
    public static async Task<string> InsideAsync(this RentedHost host, string line) => (await TestCommand.RunAsync("nsenter", [
        "--target", File.ReadAllText(Path.Combine(host.Directory, "init")).Split(' ')[0], "--mount", "--pid", "--uts", "--", "/bin/sh", "-c", line,
    ])).Succeeded();

    /// <summary>How often somebody has logged in, as the host's sshd counts it.</summary>
    public static int Logins(this RentedHost host) =>
        File.ReadLines(Path.Combine(host.Directory, "var", "log", "sshd.log")).Count(line => line.Contains("Accepted publickey", StringComparison.Ordinal));

    /// <summary>How often somebody has connected only to see that sshd answers.</summary>
    public static int Knocks(this RentedHost host) => File.ReadLines(Path.Combine(host.Directory, "var", "log", "sshd.log"))
        .Count(line => line.Contains("kex_exchange_identification: Connection closed by remote host", StringComparison.Ordinal));

    /// <summary>What the host itself has written about a rollout; empty where the rollout never took hold of it.</summary>
    public static string Record(this RentedHost host, string rollout)
    {
        var file = Path.Combine(host.Directory, StateOf(Targets.Profile), "rollouts", rollout, "record");
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    /// <summary>Where a host keeps what it knows of a profile, without the slash before it; named as Host/base.sh does.</summary>
    public static string StateOf(string profile) => $"var/lib/chimera/{profile[1..].Replace('/', ',')}";

    /// <summary>Waits for what will come by itself.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!holds())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }
}
