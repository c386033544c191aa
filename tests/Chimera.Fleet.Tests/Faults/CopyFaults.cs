using System.Collections.Concurrent;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>What can happen in the middle of a copy: the stream itself is the clock.</summary>
internal sealed class CopyFaults(StreamCuts streams)
{
    private const string KillNix =
        "for process in /proc/[0-9]*; do read -r comm <$process/comm && case $comm in nix-store | nix-daemon) kill -KILL ${process#/proc/} ;; esac; done"
        + " 2>/dev/null; :";

    private readonly ConcurrentDictionary<FaultyHost, TaskCompletionSource> _come = new();

    /// <summary>All of them, when this part of the stream has been sent.</summary>
    public IEnumerable<Fault> At(double part) =>
    [
        Of("sshd in mid-copy", "sshd and every session are killed while the closure is being sent", part,
            host => host.Host.BreakAsync("sshd"), HostFaults.LetInAsync),
        Of("power in mid-copy", "the host is powered off while the closure is being sent, and boots again", part,
            HostFaults.Power.Inject, HostFaults.Power.Cure),
        Of("import killed", "the host's Nix is killed while it imports, its daemon too", part,
            host => host.InsideAsync(KillNix), host => host.InsideAsync(Inside.RestartDaemon)),
        Of("store full in mid-copy", "the disk under `/nix` is full while the closure is being sent", part,
            HostFaults.StoreFull.Inject, HostFaults.StoreFull.Cure, HostFaults.StoreFull),
    ];

    private Fault Of(
        string name, string what, double part, Func<FaultyHost, Task> inject, Func<FaultyHost, Task> cure, Fault? around = null) =>
        new(name, what, _ => Ends.Either, HostFaults.Nothing, async host =>
        {
            await Task.WhenAny(_come[host].Task, host.Ended);
            if (!_come[host].Task.IsCompleted)
                host.Complain($"{name} never came");
            await cure(host);
        })
        {
            IsGated = false,
            Before = async host =>
            {
                await (around?.Before(host) ?? Task.CompletedTask);
                TaskCompletionSource come = _come[host] = new(TaskCreationOptions.RunContinuationsAsynchronously);
                streams.Set(host.Name, part, async () =>
                {
                    await inject(host);
                    come.TrySetResult();
                });
            },
            After = around?.After ?? HostFaults.Nothing,
        };
}
