using System.Diagnostics;

namespace Chimera.FleetBench;

/// <summary>Measures one thing and prints it as <c>WHO, round, metric, value</c>, times in µs, for <c>bench/fleet/run</c>.</summary>
internal sealed class Figures(CpuGroups cpu, TextWriter to)
{
    public async Task MeasureAsync(string who, int round, Func<Task> work)
    {
        var before = cpu.Read();
        var started = Stopwatch.GetTimestamp();
        await work();
        Write(who, round, "wall", (long)Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        if (cpu.Read() is { } after)
            Write(who, round, "cpu", after - before!.Value);
    }

    public void Write(string who, int round, string metric, long value)
    {
        to.WriteLine($"{who}\t{round}\t{metric}\t{value}");
        to.Flush();
    }
}
