using System.Diagnostics;
using System.Text;

namespace Chimera.Cli.Tests;

/// <summary>The real program, run as a process of its own.</summary>
internal static class Binary
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(3);

    /// <summary>The one that was built with these tests, or the one that CHIMERA_BINARY names: a package.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("CHIMERA_BINARY") is { Length: > 0 } named ? named
        : System.IO.Path.Combine(AppContext.BaseDirectory, "chimera");

    public static async Task<Run> RunAsync(Sandbox sandbox, params string[] arguments)
    {
        using var process = Start(sandbox, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TooLong);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return new Run(sandbox.Redact(string.Join(' ', arguments)), process.ExitCode, sandbox.Redact(await output), sandbox.Redact(await error), await output);
    }

    public static Process Start(Sandbox sandbox, params string[] arguments)
    {
        // Who is started in the background of a script ignores Ctrl-C, and so would this.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Path])
        {
            WorkingDirectory = sandbox.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("CHIMERA_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in sandbox.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
