using System.Globalization;

namespace Chimera.Fleet.Processes;

/// <summary>Watches how much resident memory a process has had at most: <c>VmHWM</c> of <c>/proc/PID/status</c>, proc(5).</summary>
internal static class PeakMemory
{
    private const string Key = "VmHWM:";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks at once and then again and again; a short last stretch before the end can go unseen.</summary>
    public static async Task WatchAsync(int process, Action<long> onPeak, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval);
        var peak = 0L;
        do
        {
            if (Read(process) is { } seen && seen > peak)
                onPeak(peak = seen);
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    /// <summary>Bytes; null when the process is gone or the system does not tell.</summary>
    public static long? Read(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.AsSpan(Key.Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
