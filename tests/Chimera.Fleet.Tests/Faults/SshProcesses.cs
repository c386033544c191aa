using System.Diagnostics;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>The ssh processes that this process has started.</summary>
internal static class SshProcesses
{
    /// <param name="config">Of those with this configuration file.</param>
    public static void KillAll(string config)
    {
        foreach (var process in Process.GetProcessesByName("ssh"))
        {
            using (process)
            {
                if (IsOurs(process.Id, config))
                    Kill(process);
            }
        }
    }

    private static bool IsOurs(int id, string config)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 4)..].Split(' ')[0] == Environment.ProcessId.ToString()
                && File.ReadAllText($"/proc/{id}/cmdline").Split('\0').Contains(config);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
