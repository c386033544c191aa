using System.Diagnostics;
using System.Globalization;

namespace Chimera.Fleet.Lab;

/// <summary>The first process of a host, as the machine sees it. Start time and boot tell it from a later process with the same pid.</summary>
/// <param name="Pid">In the machine's pid namespace.</param>
/// <param name="StartTime">In clock ticks since the machine's boot, field 22 of proc_pid_stat(5).</param>
/// <param name="Boot">The machine's boot id.</param>
internal sealed record HostProcess(int Pid, ulong StartTime, string Boot)
{
    /// <summary>After so long without a move the kernel itself calls a task hung (hung_task_timeout_secs); no signal reaches it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string BootId = "/proc/sys/kernel/random/boot_id";

    /// <summary>The running first process that <c>init.sh</c> noted in the host's folder; null when it does not run any more.</summary>
    public static HostProcess? Find(string folder)
    {
        var noted = Text(Path.Combine(folder, "init"))?.Split(' ', StringSplitOptions.TrimEntries);
        return noted is [var pid, var start, var boot]
            && int.TryParse(pid, CultureInfo.InvariantCulture, out var number)
            && ulong.TryParse(start, CultureInfo.InvariantCulture, out var time)
            && new HostProcess(number, time, boot) is { IsAlive: true } process ? process : null;
    }

    public bool IsAlive =>
        Text(BootId)?.Trim() == Boot && Stat($"/proc/{Pid}/stat") is { State: not 'Z' } stat && stat.StartTime == StartTime;

    public LabHostState State
    {
        get
        {
            var listener = Text($"/proc/{Pid}/root/run/sshd.pid")?.Trim();
            return listener is null or "" ? LabHostState.Silent : Stat($"/proc/{Pid}/root/proc/{listener}/stat")?.State switch
            {
                null or 'Z' => LabHostState.Silent,
                'T' => LabHostState.Frozen,
                _ => LabHostState.On,
            };
        }
    }

    /// <summary>
    /// Kills it, and with it its pid namespace. Returns when every process of the host is gone, or when <see cref="Patience"/> is over:
    /// whether it <see cref="IsAlive"/> then, is to be asked.
    /// </summary>
    public async Task KillAsync(TimeProvider time, CancellationToken cancel)
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            if (IsAlive)
                process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return;
        }

        // The kernel lets the first process of a namespace go only after all the others.
        var since = time.GetTimestamp();
        while (IsAlive && time.GetElapsedTime(since) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(2), time, cancel);
    }

    private static (char State, ulong StartTime)? Stat(string path)
    {
        // The name in brackets may hold anything, so fields are counted from its end; the state is field 3.
        var fields = Text(path) is { } text ? text[(text.LastIndexOf(')') + 2)..].Split(' ') : [];
        return fields.Length > 19 ? (fields[0][0], ulong.Parse(fields[19], CultureInfo.InvariantCulture)) : null;
    }

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
