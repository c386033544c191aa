using System.ComponentModel;
using System.Diagnostics;

namespace Chimera.Fleet.Hosts;

/// <summary>A running ssh with its three pipes, which are read and written without holding threads.</summary>
internal sealed class SshProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SshProcess(Process process) => _process = process;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Error => _process.StandardError.BaseStream;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <returns>Null when there is no such program.</returns>
    public static SshProcess? TryStart(ProcessStartInfo? start)
    {
        try
        {
            return start is null ? null : new SshProcess(Process.Start(start)!);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Closes ssh's input, which ends it; one that does not end in time is killed.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(TimeSpan grace, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(grace, time);
        try
        {
            await CloseInputAsync();
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await EndAsync(TimeSpan.Zero, TimeProvider.System);
        _process.Dispose();
    }

    private async Task CloseInputAsync()
    {
        try
        {
            await Input.DisposeAsync();
        }
        catch (IOException)
        {
            // It has closed its end already.
        }
    }
}
