using Chimera.Engine.Planning;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>A closure that does harm when it is activated; what is done so that the test need not wait for the host's own clocks.</summary>
internal sealed record BadSystem(Fault Fault, HostState State, GenerationId System)
{
    private const string Hang = $"echo hangs >{HostFaults.HangsMark}; /bin/sleep 30000";

    private const string KillSshd = """
        if [ "$1" = test ]; then
          touch /run/cut-off
          for process in /proc/[0-9]*; do
            read -r comm <"$process/comm" 2>/dev/null && [ "$comm" = sshd ] && kill -KILL "${process#/proc/}"
          done
        fi
        """;

    private static readonly Func<FaultyHost, bool> Hangs = host => host.Text(HostFaults.HangsMark) is not "";

    public static async Task<IReadOnlyList<BadSystem>> AllAsync() =>
    [
        new(Bad("exits 1", "its activation exits 1", HostFaults.Nothing),
            HostState.Trial, await FaultSystem.AddAsync("exits", "exit 1")),
        new(Bad("exits 1 at boot", "writing its boot entry exits 1", HostFaults.Nothing),
            HostState.Commit, await FaultSystem.AddAsync("exits-at-boot", boot: "exit 1")),
        new(Bad("hangs", "its activation never ends; the trial's window does", host => HostFaults.PassWindowAsync(host, () => Hangs(host))),
            HostState.Trial, await FaultSystem.AddAsync("hangs", Hang)),
        new(Bad("hangs at boot", "writing its boot entry never ends; its limit does", HostFaults.PassLimitAsync),
            HostState.Commit, await FaultSystem.AddAsync("hangs-at-boot", boot: Hang)),
        new(Bad("kills sshd", "its activation kills sshd and every session, and nobody can log in", PassTrialAsync),
            HostState.Trial, await FaultSystem.AddAsync("kills-sshd", KillSshd)),
    ];

    private static Task PassTrialAsync(FaultyHost host) => HostFaults.PassWindowAsync(host, () => host.Phase == "on-trial");

    private static Fault Bad(string name, string what, Func<FaultyHost, Task> cure) =>
        new(name, what, _ => Ends.Old, HostFaults.Nothing, cure) { IsGated = false };
}
