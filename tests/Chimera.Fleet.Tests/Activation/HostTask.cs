using System.Diagnostics;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>A process that works for a host.</summary>
internal sealed record HostTask(int Pid, string[] Command)
{
    /// <summary>A supervisor runs the program that prepare brought.</summary>
    public bool IsSupervisor => Command is [_, "-c", _, "chimera", ..] && Command[4].EndsWith("/program", StringComparison.Ordinal);

    public bool IsTimer => Command is [_, _] && Path.GetFileName(Command[0]) == "sleep";

    /// <summary>Those whose environment holds the root folder; the dead that nobody has waited for are none.</summary>
    public static IReadOnlyList<HostTask> Of(string root)
    {
        List<HostTask> found = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(name => int.TryParse(Path.GetFileName(name), out _)))
        {
            try
            {
                if (Strings(folder, "environ").Contains($"CHIMERA_HOST_ROOT={root}") && Strings(folder, "cmdline") is { Length: > 0 } command)
                {
                    found.Add(new HostTask(int.Parse(Path.GetFileName(folder)), command));
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended while we looked.
            }
        }

        return found;
    }

    public void Kill()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended by itself.
        }
    }

    private static string[] Strings(string folder, string name) =>
        File.ReadAllText(Path.Combine(folder, name)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
