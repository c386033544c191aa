using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>
/// Stops a host at a chosen moment of its own work. It stands before every program that the host starts (a script of the same
/// name, earlier in the PATH), reads in the rollout's record which state the host is in, counts, and waits there until it is
/// let through. The host's own program is what it always is.
/// </summary>
internal sealed class Gate(RentedHost host)
{
    // Not sleep and tail: they run beside what the host does, so it would not stand still.
    private const string Tools = "ln mv rm sync mkdir mkfifo date cat ls df touch nix-store tmux setsid timeout";

    private const string Script = """
        #!/usr/bin/busybox sh
        name=${0##*/} faults=/var/faults
        go() {
          for folder in /usr/bin /bin /usr/sbin /sbin; do [ ! -x "$folder/$name" ] || exec "$folder/$name" "$@"; done
          exit 127
        }
        { read -r hit state step record <"$faults/want"; } 2>/dev/null || go "$@"
        here=0
        [ ! -r "$record" ] || while read -r key value; do
          case $key-$value in
            phase-armed) here=1 ;;
            phase-activating) here=2 ;;
            phase-on-trial) here=3 ;;
            phase-committing) here=4 ;;
            phase-reverting) here=5 ;;
            ended-*) here=9 ;;
          esac
        done <"$record"
        [ ! -e "$faults/log" ] || echo "$here $name" >>"$faults/log"
        if [ "$here" -ge "$state" ] && [ ! -e "$faults/reached.$hit" ]; then
          set -C
          count=1
          until { true >"$faults/at.$hit.$count"; } 2>/dev/null; do count=$((count + 1)); done
          if [ "$here" -gt "$state" ] || [ "$count" -ge "$step" ]; then
            if { echo "$here $count $name" >"$faults/reached.$hit"; } 2>/dev/null; then read -r _ <"$faults/gate.$hit"; fi
          fi
        fi
        go "$@"

        """;

    // A timer that rings when it is told to; 127 is what a shell says of a program that it could not start, which counts as ringing.
    private const string Timer = """
        #!/usr/bin/busybox sh
        trap 'exit 127' USR1
        read -t "$1" _ <>/var/faults/never
        exit 0

        """;

    private readonly string _faults = Path.Combine(host.Directory, "var", "faults");

    /// <summary>Makes an empty folder for a rollout with so many moments, and stands before the programs.</summary>
    public async Task StandAsync(int hits)
    {
        if (Directory.Exists(_faults))
            Directory.Delete(_faults, recursive: true);
        Directory.CreateDirectory(_faults);
        Put("tool", Script);
        Put("timer", Timer);
        File.SetUnixFileMode(In("tool"), (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(In("timer"), (UnixFileMode)0b111_101_101);
        var fifos = string.Concat(Enumerable.Range(0, hits).Select(hit => $" /var/faults/gate.{hit}"));
        await host.InsideAsync(
            $"[ -L /usr/local/sbin/ln ] || {{ mkdir -p /usr/local/sbin && mount -t tmpfs lab-gate /usr/local/sbin; "
            + $"for tool in {Tools}; do ln -s /var/faults/tool /usr/local/sbin/$tool; done; ln -s /var/faults/timer /usr/local/sbin/sleep; }}; "
            + $"/usr/bin/mkfifo /var/faults/never{fifos}");
    }

    /// <summary>From now on every command the host starts is noted, with the state in which it is.</summary>
    public void Note(string record)
    {
        Put("log", "");
        Put("want", $"none 99 0 {record}\n");
    }

    /// <summary>How many commands the host started in each state since <see cref="Note"/>.</summary>
    public IReadOnlyDictionary<HostState, int> Noted() => File.ReadLines(In("log"))
        .CountBy(line => int.Parse(line.Split(' ')[0]))
        .Where(count => Enum.IsDefined((HostState)count.Key))
        .ToDictionary(count => (HostState)count.Key, count => count.Value);

    public void Arm(int hit, HostState state, int step, string record)
    {
        Put("want.new", $"{hit} {(int)state} {step} {record}\n");
        File.Move(In("want.new"), In("want"), overwrite: true);
    }

    public bool HasReached(int hit) => File.Exists(In($"reached.{hit}"));

    public void Disarm() => File.Delete(In("want"));

    /// <summary>Rings every timer that runs on the host; tells whether there was one.</summary>
    public async Task<bool> RingAsync() => (await host.InsideAsync(
        "for process in /proc/[0-9]*; do case $(tr '\\0' ' ' <$process/cmdline 2>/dev/null) in "
        + "'/usr/bin/busybox sh /usr/local/sbin/sleep '*) kill -USR1 ${process#/proc/} && echo rung ;; esac; done; :")).Contains("rung", StringComparison.Ordinal);

    /// <summary>Lets through who waits. What is returned keeps the word there until he has heard it.</summary>
    public IDisposable Open(int hit)
    {
        var gate = new FileStream(In($"gate.{hit}"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        gate.Write("go\n"u8);
        return gate;
    }

    /// <summary>A file that the systems and checks of a round look at.</summary>
    public void Put(string name, string text) => File.WriteAllText(In(name), text);

    public void Remove(string name) => File.Delete(In(name));

    private string In(string name) => Path.Combine(_faults, name);
}
