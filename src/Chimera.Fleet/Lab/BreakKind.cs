using System.Collections.Immutable;

namespace Chimera.Fleet.Lab;

/// <summary>A way to break a lab host.</summary>
/// <param name="Name">What a person writes.</param>
/// <param name="Effect">What it does to the host.</param>
/// <param name="Undo">What makes it good again.</param>
public sealed record BreakKind(string Name, string Effect, string Undo)
{
    /// <summary>Every kind there is. Except for power and boot, <c>inside.sh</c> has a function <c>break_NAME</c> for each.</summary>
    public static readonly ImmutableArray<BreakKind> All =
    [
        new("power", "cuts the power: every process and everything in /run and /tmp is gone", "boot, or lab up"),
        new("boot", "powers the host on, or off and on: it comes up with what its system profile names", "nothing to undo"),
        new("sshd", "kills sshd and every session", "boot, or lab up"),
        new("daemon", "kills Nix's daemon, which no boot brings back", "lab up"),
        new("freeze", "stops every process: connections open and nothing ever answers", "boot, or lab up"),
        new("slow", "makes every login take two seconds", "lab up"),
        new("disk", "fills the disk that holds /nix up to the last 64 KiB", "lab up"),
        new("key", "gives sshd a new host key, as an impostor would have", "lab up, which trusts the new key"),
        new("drift", "edits /etc/motd by hand", "activate the system again"),
        new("service", "kills the services of the running system", "activate the system again"),
    ];
}
