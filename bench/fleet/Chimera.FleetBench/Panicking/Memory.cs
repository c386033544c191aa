using System.Globalization;

namespace Chimera.FleetBench.Panicking;

/// <summary>What this process and the processes it has started take, in bytes.</summary>
/// <param name="ControllerPeak">The most that was resident of this process so far.</param>
/// <param name="Children">What its children take now; what they share is counted once (PSS).</param>
internal sealed record Memory(long ControllerPeak, long Children, int ChildCount)
{
    public static Memory Now()
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0)
            .Select(pid => (Pid: pid, Parent: ParentOf(pid)))
            .ToLookup(process => process.Parent, process => process.Pid);
        List<int> children = [];
        Queue<int> open = new([Environment.ProcessId]);
        while (open.TryDequeue(out var pid))
        {
            children.AddRange(parents[pid]);
            foreach (var child in parents[pid])
                open.Enqueue(child);
        }

        var taken = children.Sum(pid => BytesOf($"/proc/{pid}/smaps_rollup", "Pss:"));
        return new Memory(BytesOf("/proc/self/status", "VmHWM:"), taken, children.Count);
    }

    private static int ParentOf(int pid)
    {
        // The name in brackets may hold anything, so fields are counted from its end.
        var stat = Lines($"/proc/{pid}/stat").FirstOrDefault();
        return stat is null ? 0 : int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static long BytesOf(string file, string key)
    {
        var line = Lines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    // A process may end while it is looked at.
    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
