using System.ComponentModel;
using System.Diagnostics;

namespace Chimera.Fleet.Processes;

/// <summary>Runs child processes. No thread is held while one runs.</summary>
internal static class ChildProcess
{
    /// <summary>
    /// Runs the command until it has ended and nobody holds its output any more. Cancelling ends it and everything it started,
    /// by SIGKILL, before the <see cref="OperationCanceledException"/> is thrown. What <see cref="ChildCommand.Input"/> and
    /// <see cref="ChildCommand.Output"/> throw ends it likewise and is passed on.
    /// </summary>
    public static async Task<ChildOutcome> RunAsync(ChildCommand command, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (ProgramPath.Find(command.Program, PathOf(command)) is not { } file)
            return new ChildOutcome.NotFound(command.Program);
        using var process = new Process { StartInfo = Describe(command, file) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new ChildOutcome.NotStarted(command.Program, e.Message);
        }

        using var conversation = new ChildConversation(process, command);
        try
        {
            return await conversation.RunAsync(cancel);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static string? PathOf(ChildCommand command) => command.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");

    private static ProcessStartInfo Describe(ChildCommand command, string file)
    {
        var start = new ProcessStartInfo(file, command.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.Folder ?? "",
        };
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        return start;
    }
}
