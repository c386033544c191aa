namespace Chimera.Cli.Tests;

/// <summary>What goes wrong on a host that a site is deployed to.</summary>
/// <param name="At">The events at which it comes.</param>
/// <param name="Before">What the host is told before the deploy.</param>
/// <param name="Comes">While the controller stands still.</param>
/// <param name="Goes">When the deploy has ended, or as soon as the program says that it looks again: what had to be mended is.</param>
internal sealed record HostTrouble(string Name, string What, string[] At, string Before, Func<CliLab, string, Task> Comes, Func<CliLab, string, Task> Goes)
{
    // A small file system under the folder of Chimera's state, with what is in it; and back onto the host's own disk.
    private const string PutSmallDisk = """
        mkdir -p /var/lib/small
        mount -t tmpfs -o size=24m tmpfs /var/lib/small
        cp -a /var/lib/chimera/. /var/lib/small/
        mount --move /var/lib/small /var/lib/chimera
        """;

    private const string TakeSmallDisk = """
        mount --bind /var/lib/chimera /var/lib/small
        umount -l /var/lib/chimera
        find /var/lib/chimera -mindepth 1 -delete
        cp -a /var/lib/small/. /var/lib/chimera/
        umount -l /var/lib/small
        """;

    /// <summary>It is mended as soon as the program says that it looks again, not when it has ended.</summary>
    public bool EndsWhenNoticed { get; init; }

    /// <summary>What the host is told when all of it is over and nothing of Chimera runs there.</summary>
    public string After { get; init; } = Nothing;

    private const string Nothing = ":";
    private const string StartNginx = $"[ -e /var/lib/web/nginx.pid ] && kill -0 $(cat /var/lib/web/nginx.pid) 2>/dev/null || nginx -c {WebServers.Configuration}";

    // All that came in by ssh but this; whoever listens stays.
    private const string CutSessions = """
        mine=$$; keep=$(cat /run/sshd.pid)
        while [ "$mine" -gt 1 ]; do keep="$keep $mine"; mine=$(sed 's/.*) . //' /proc/$mine/stat | cut -d ' ' -f 1); done
        for one in /proc/[0-9]*; do
          id=${one#/proc/}
          case " $keep " in *" $id "*) continue ;; esac
          case $(cat $one/comm 2>/dev/null) in sshd*) kill -KILL $id 2>/dev/null || : ;; esac
        done
        """;

    public static readonly HostTrouble Killed = new("killed", "the controller is killed with SIGKILL", [], Nothing, Never, Never);

    public static readonly IReadOnlyList<HostTrouble> All =
    [
        new("ssh cut", "every session is killed; sshd takes new ones", ["step.prepared", "step.applying", "step.applied", "step.committing", "step.reverting"],
            Nothing, On(CutSessions), Never),
        new("ssh cut in mid-upload", "the host's tar takes 64 KiB of the release, and then every session is killed", ["rollout.started"],
            $$"""
            mkdir -p /var/lib/web/bin; cp $(command -v tar) /var/lib/web/bin/tar
            cat >/var/lib/web/bin/cut <<'EOF'
            #!/bin/sh
            if rm /var/lib/web/bin/armed 2>/dev/null; then
            head -c 65536 | /var/lib/web/bin/tar "$@"
            {{CutSessions.ReplaceLineEndings("\n")}}
            kill -KILL $PPID
            fi
            exec /var/lib/web/bin/tar "$@"
            EOF
            chmod +x /var/lib/web/bin/cut; : >/var/lib/web/bin/armed
            mount --bind /var/lib/web/bin/cut "$(readlink -f "$(command -v tar)")"
            """,
            Never, On("[ ! -e /var/lib/web/bin/armed ] && umount \"$(readlink -f \"$(command -v tar)\")\"")),
        new("disk full", "the disk of Chimera's state on the host is full, until the program has noticed or the deploy has ended",
            ["rollout.started", "step.prepared", "step.applying", "step.applied", "step.committing", "step.reverting"], PutSmallDisk,
            On("cat /dev/zero >/var/lib/chimera/ballast 2>/dev/null || :; [ \"$(df -P -k /var/lib/chimera | awk 'NR==2 {print $4}')\" = 0 ]"), On("rm -f /var/lib/chimera/ballast"))
            { EndsWhenNoticed = true, After = TakeSmallDisk },
        new("power", "the host is powered off and boots again; its own init starts nginx", ["step.prepared", "step.applying", "step.applied", "step.committing"], Nothing,
            async (lab, host) =>
            {
                await lab.BreakAsync(host, "power");
                await lab.BreakAsync(host, "boot");
            },
            On(StartNginx)),
        new("nginx refuses", "a person's own line in nginx's configuration is wrong, until the deploy has ended", ["step.prepared", "step.applied", "step.committing"], Nothing,
            On($"echo 'nonsense on;' >>{WebServers.Configuration}"), On($"sed -i '/^nonsense/d' {WebServers.Configuration}; {StartNginx}")),
        new("nginx refuses the way back", "the same, until the program has noticed", ["step.reverting"], Nothing,
            On($"echo 'nonsense on;' >>{WebServers.Configuration}"), On($"sed -i '/^nonsense/d' {WebServers.Configuration}")) { EndsWhenNoticed = true },
        new("nginx refuses for good", "the same, until the deploy has ended; then a person mends it and has nginx take it in", ["step.reverting"], Nothing,
            On($"echo 'nonsense on;' >>{WebServers.Configuration}"),
            On($"sed -i '/^nonsense/d' {WebServers.Configuration}; nginx -s reload -c {WebServers.Configuration}")),
        new("nginx is down", "nginx has ended", ["step.prepared", "step.applied", "step.committing"], Nothing,
            On("kill $(cat /var/lib/web/nginx.pid); while [ -e /var/lib/web/nginx.pid ]; do sleep 0.02; done"), On(StartNginx)),
    ];

    private static Func<CliLab, string, Task> On(string script) => (lab, host) => WebServers.OnAsync(lab.Folder, host, script);

    private static Task Never(CliLab lab, string host) => Task.CompletedTask;
}
