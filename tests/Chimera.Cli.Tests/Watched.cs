using System.Diagnostics;

namespace Chimera.Cli.Tests;

/// <summary>A watch as a process of its own, whose looks are read one by one.</summary>
internal sealed class Watched : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    public Watched(Sandbox sandbox, params string[] arguments)
    {
        _process = Binary.Start(sandbox, arguments);
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Reads looks until one has all of these words.</summary>
    public async Task UntilAsync(params string[] words)
    {
        List<string> lines = [];
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (words.All(word => line.Contains(word, StringComparison.Ordinal)))
            {
                return;
            }
        }

        Assert.Fail($"it ended without '{string.Join(' ', words)}':\n{string.Join('\n', lines)}\n{await _error}");
    }

    /// <summary>As Ctrl-C does.</summary>
    /// <returns>The exit code, and what was said on standard error.</returns>
    public async Task<(int ExitCode, string Error)> InterruptAsync()
    {
        using (var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
