using System.Diagnostics;
using System.Globalization;

namespace Chimera.SitesDeployBench;

/// <summary>Runs the tools, each as a person runs it, and says what one took.</summary>
internal sealed class Commands(CpuGroups groups)
{
    // A shell moves itself into the group, and becomes the command.
    private const string Enter = "read -r self _ </proc/self/stat && echo \"$self\" >\"$1\" && shift && exec \"$@\"";

    public string Run(Command command, string side = "controller") => Measure(command, side).Output;

    /// <exception cref="InvalidOperationException">It failed: nothing of the run counts.</exception>
    public (Cost Cost, string Output) Measure(Command command, string side = "controller")
    {
        var door = groups.Door(side);
        ProcessStartInfo start = new(
            door is null ? command.Program : "/bin/sh",
            door is null ? command.Arguments : ["-c", Enter, "sh", door, command.Program, .. command.Arguments])
        {
            WorkingDirectory = command.Folder, UseShellExecute = false,
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        var (mine, theirs, clock) = (groups.Spent("controller"), groups.Spent("host"), Stopwatch.StartNew());
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var took = clock.Elapsed.TotalMilliseconds;
        return process.ExitCode == 0
            ? (new Cost(took, groups.Spent("controller") - mine, groups.Spent("host") - theirs), output)
            : throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{command.Program} {string.Join(' ', command.Arguments)} exited with {process.ExitCode}:\n{errors.Result}{output}"));
    }
}
