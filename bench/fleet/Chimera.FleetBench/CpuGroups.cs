using System.Globalization;

namespace Chimera.FleetBench;

/// <summary>CPU time of the controller and of the hosts, from the accounting groups that the run made; see <c>lib/measure.sh</c>.</summary>
/// <param name="folder">Holds <c>controller</c> and <c>hosts</c>; empty where there is no such accounting.</param>
internal sealed class CpuGroups(string folder)
{
    /// <summary>Of both since ever, in µs; null when it is not counted.</summary>
    public long? Read() => folder.Length == 0 ? null : Read("controller") + Read("hosts");

    private long Read(string name)
    {
        var usage = Path.Combine(folder, name, "cpuacct.usage");
        if (File.Exists(usage))
            return Number(File.ReadAllText(usage)) / 1000;
        var stat = File.ReadLines(Path.Combine(folder, name, "cpu.stat"));
        return Number(stat.First(line => line.StartsWith("usage_usec ", StringComparison.Ordinal)).Split(' ')[1]);
    }

    private static long Number(string text) => long.Parse(text.AsSpan().Trim(), CultureInfo.InvariantCulture);
}
