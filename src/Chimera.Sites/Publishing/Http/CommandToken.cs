using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing.Http;

/// <summary>A token that a command prints: a password manager's. The command is a person's own, run by the shell as it was
/// written.</summary>
public sealed class CommandToken(string command, TimeProvider time) : IToken
{
    private const int MostBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<TokenReading> ReadAsync(CancellationToken cancel)
    {
        using CancellationTokenSource limit = new(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo("/bin/sh", ["-c", command])
            {
                UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return Unread($"cannot be started: {e.Message}");
        }

        try
        {
            process.StandardInput.Close();
            // What it complains of may hold the token, so it is read and dropped.
            var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, either.Token);
            var buffer = new byte[MostBytes];
            var length = await process.StandardOutput.BaseStream.ReadAtLeastAsync(
                buffer, MostBytes, throwOnEndOfStream: false, either.Token);
            if (length == MostBytes)
            {
                return Unread("prints more than a token");
            }

            await complaints;
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0
                ? TokenReading.Of(Encoding.UTF8.GetString(buffer.AsSpan(0, length)), "what the token command printed")
                : Unread($"ended with code {process.ExitCode}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Unread($"took longer than {Patience.TotalSeconds:0} s");
        }
        finally
        {
            End(process);
        }
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static TokenReading.Unread Unread(string what) => new(Finding.Error(
        "token.command-failed", $"the command that prints the token {what}", "run it by hand and see what it says"));
}
