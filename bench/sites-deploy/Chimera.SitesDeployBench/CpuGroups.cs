using System.Globalization;

namespace Chimera.SitesDeployBench;

/// <summary>
/// CPU time of the controller's side and of the host's, by the kernel's accounting groups: it hardly depends on what else the machine does.
/// </summary>
internal sealed class CpuGroups : IDisposable
{
    private readonly string? _folder;

    public CpuGroups()
    {
        foreach (var root in new[] { "/sys/fs/cgroup/cpuacct", "/sys/fs/cgroup" }.Where(Directory.Exists))
        {
            var folder = Path.Combine(root, $"chimera-sites-{Environment.ProcessId}");
            try
            {
                Directory.CreateDirectory(Path.Combine(folder, "controller"));
                Directory.CreateDirectory(Path.Combine(folder, "host"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            if (File.Exists(Path.Combine(folder, "host", "cpuacct.usage")) || File.Exists(Path.Combine(folder, "host", "cpu.stat")))
            {
                _folder = folder;
                return;
            }
        }
    }

    /// <summary>The file that a process writes its number into to be counted; null where nothing is counted.</summary>
    public string? Door(string side) => _folder is null ? null : Path.Combine(_folder, side, "cgroup.procs");

    /// <summary>Milliseconds since the beginning; null where nothing is counted.</summary>
    public double? Spent(string side)
    {
        if (_folder is null)
        {
            return null;
        }

        var usage = Path.Combine(_folder, side, "cpuacct.usage");
        if (File.Exists(usage))
        {
            return long.Parse(File.ReadAllText(usage), CultureInfo.InvariantCulture) / 1e6;
        }

        var lines = File.ReadLines(Path.Combine(_folder, side, "cpu.stat"));
        return long.Parse(lines.First(line => line.StartsWith("usage_usec ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture) / 1e3;
    }

    public void Dispose()
    {
        if (_folder is not null)
        {
            try
            {
                Directory.Delete(Path.Combine(_folder, "controller"));
                Directory.Delete(Path.Combine(_folder, "host"));
                Directory.Delete(_folder);
            }
            catch (IOException)
            {
                // What still runs there is a host that is being taken down; an empty group costs nothing.
            }
        }
    }
}
