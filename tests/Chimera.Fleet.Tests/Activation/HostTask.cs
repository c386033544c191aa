using System.Diagnostics;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>A process that works for a host.</summary>
internal sealed record HostTask(int Pid, int Parent, string[] Command)
{
    /// <summary>A supervisor runs the program that arm hands on. What it forks looks like it.</summary>
    public bool IsSupervisor { get; private init; }

    private bool RunsTheProgram => Command is [_, "-c", _, "chimera-supervisor", ..]
        || (Command is [_, "-c", _, "chimera", ..] && Command[4].Contains("/program.", StringComparison.Ordinal));

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
                    found.Add(new HostTask(int.Parse(Path.GetFileName(folder)), ParentOf(folder), command));
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended while we looked.
            }
        }

        var supervisors = found.Where(task => task.RunsTheProgram).Select(task => task.Pid).ToHashSet();
        return [.. found.Select(task => task with { IsSupervisor = task.RunsTheProgram && !supervisors.Contains(task.Parent) })];
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

    private static int ParentOf(string folder)
    {
        var stat = File.ReadAllText(Path.Combine(folder, "stat"));
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
    }

    private static string[] Strings(string folder, string name) =>
        File.ReadAllText(Path.Combine(folder, name)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
