using System.Diagnostics;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>Runs a program to its end.</summary>
internal static class Commands
{
    public static async Task<HostReply.Finished> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new HostReply.Finished(process.ExitCode, await output, await error);
    }
}
