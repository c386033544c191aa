using System.Diagnostics;
using System.Text;

namespace Chimera.Fleet.Processes;

/// <summary>Moves the three streams of one running child at the same time, so that none of them can block another.</summary>
internal sealed class ChildConversation(Process process, ChildCommand command) : IDisposable
{
    private readonly LineTail _errors = new(command.OnErrorLine);
    private readonly MemoryStream _captured = new();

    public async Task<ChildOutcome> RunAsync(CancellationToken cancel)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var feeding = FeedAsync(running.Token);
        var watching = command.OnPeakMemory is { } onPeak ? PeakMemory.WatchAsync(process.Id, onPeak, running.Token) : Task.CompletedTask;
        try
        {
            await BothOutputsAsync(DrainOutputAsync(running.Token), DrainErrorsAsync(running.Token), feeding);
            await process.WaitForExitAsync(running.Token);
        }
        catch (OutputLimitException)
        {
            return new ChildOutcome.OutputTooLarge(command.Program, command.OutputLimit);
        }
        finally
        {
            await running.CancelAsync();
            await Task.WhenAll(feeding, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var output = Encoding.UTF8.GetString(_captured.GetBuffer().AsSpan(0, (int)_captured.Length));
        return new ChildOutcome.Exited(process.ExitCode, output, _errors.ToString());
    }

    public void Dispose() => _captured.Dispose();

    /// <summary>Both outputs are at their end, or the first failure is thrown; the input need not have been read to its end.</summary>
    private static async Task BothOutputsAsync(Task output, Task errors, Task input)
    {
        List<Task> open = [output, errors, input];
        while (open.Contains(output) || open.Contains(errors))
        {
            var ended = await Task.WhenAny(open);
            open.Remove(ended);
            await ended;
        }
    }

    private async Task FeedAsync(CancellationToken cancel)
    {
        await using var pipe = process.StandardInput.BaseStream;
        if (command.Input is not { } input)
            return;
        var buffer = new byte[64 * 1024];
        while (await input.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            try
            {
                await pipe.WriteAsync(buffer.AsMemory(0, count), cancel);
            }
            catch (IOException)
            {
                return; // The program has closed its input; its exit code tells whether that was right.
            }
        }
    }

    private async Task DrainOutputAsync(CancellationToken cancel)
    {
        var pipe = process.StandardOutput.BaseStream;
        var buffer = new byte[128 * 1024];
        while (await pipe.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            if (command.Output is null && _captured.Length + count > command.OutputLimit)
                throw new OutputLimitException();
            await (command.Output ?? _captured).WriteAsync(buffer.AsMemory(0, count), cancel);
        }
    }

    private async Task DrainErrorsAsync(CancellationToken cancel)
    {
        var buffer = new char[4096];
        while (await process.StandardError.ReadAsync(buffer, cancel) is > 0 and var count)
            _errors.Add(buffer.AsSpan(0, count));
        _errors.Complete();
    }

    private sealed class OutputLimitException : Exception;
}
