using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Chimera.Cli.Tests;

/// <summary>The program while it runs: what it has said so far, on both streams, as it comes.</summary>
internal sealed class FollowedRun : IDisposable
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _more = new(0);
    private int _read;

    public FollowedRun(Sandbox sandbox, params string[] arguments)
    {
        _process = Binary.Start(sandbox, arguments);
        _process.StandardInput.Close();
        _ = FollowAsync(_process.StandardOutput);
        _ = FollowAsync(_process.StandardError);
    }

    public string Said => string.Join('\n', _lines);

    /// <summary>Waits until it has said all of these, each in one line, after what was waited for before.</summary>
    public async Task UntilAsync(params string[] parts)
    {
        using CancellationTokenSource limit = new(TooLong);
        while (_lines.Skip(_read).ToList() is var lines && !parts.All(part => lines.Any(line => line.Contains(part, StringComparison.Ordinal))))
        {
            try
            {
                await _more.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"it never said all of: {string.Join(" | ", parts)}\n{Said}");
            }
        }

        var all = _lines.ToList();
        _read += all.Skip(_read).ToList().FindIndex(line => line.Contains(parts[0], StringComparison.Ordinal)) + 1;
    }

    public void Kill() => _process.Kill();

    /// <returns>How it ended, after it was asked to.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public async Task<int> EndAsync()
    {
        using CancellationTokenSource limit = new(TooLong);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _more.Dispose();
    }

    private async Task FollowAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
            try
            {
                _more.Release();
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }
}
