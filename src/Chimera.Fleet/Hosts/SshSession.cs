using Chimera.Engine.Validation;

namespace Chimera.Fleet.Hosts;

/// <summary>One connection to a host with the loop running behind it.</summary>
internal sealed class SshSession : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly SshProcess _process;
    private readonly LoopClient _loop;
    private readonly HostAccess _host;
    private readonly TimeProvider _time;
    private readonly SshEntry _entry;
    private bool _givenUp;

    private SshSession(SshProcess process, LoopClient loop, HostAccess host, TimeProvider time, SshEntry entry) =>
        (_process, _loop, _host, _time, _entry) = (process, loop, host, time, entry);

    /// <summary>Nothing more can be sent.</summary>
    public bool HasEnded => _givenUp || _process.HasExited;

    /// <summary>Takes over a connection whose loop has greeted.</summary>
    public static SshSession Over(SshProcess process, LoopClient loop, HostAccess host, TimeProvider time, SshEntry entry) =>
        new(process, loop, host, time, entry);

    /// <summary>Touches nothing of what is under way.</summary>
    public Task<Proof> ProveAsync(CancellationToken cancel) => _entry.ProveAsync(_time, cancel);

    /// <summary>Touches nothing of what is under way; ends with the session.</summary>
    public Task<Stream?> ConnectAsync(string path, CancellationToken cancel) => _entry.ConnectAsync(path, _time, cancel);

    /// <summary>After anything but <see cref="HostReply.Finished"/> the session is ended.</summary>
    public async Task<HostReply> CallAsync(HostCall call, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(call.Deadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            var exchange = await _loop.CallAsync(call, either.Token);
            if (exchange is Exchange.Replied replied)
                return new HostReply.Finished(replied.ExitCode, replied.Output, replied.Error);
            return new HostReply.Broken(await ExplainAsync(call, exchange));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            await AbandonAsync();
            return new HostReply.Broken(HostFailure.DeadlinePassed(_host, call));
        }
        catch
        {
            await AbandonAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasEnded)
            await _process.EndAsync(Farewell, _time);
        await _process.DisposeAsync();
    }

    private async Task<Finding> ExplainAsync(HostCall call, Exchange exchange)
    {
        _givenUp = true;
        var exit = await _process.EndAsync(exchange is Exchange.Gone ? Farewell : TimeSpan.Zero, _time);
        return exchange switch
        {
            Exchange.Garbled => HostFailure.ReplyGarbled(_host, call),
            Exchange.TooLarge => HostFailure.ReplyTooLarge(_host, call),
            Exchange.InputShort => HostFailure.InputShort(_host, call),
            _ => HostFailure.ContactLost(_host, call, exit, _loop.LastLines),
        };
    }

    private async Task AbandonAsync()
    {
        _givenUp = true;
        await _process.EndAsync(TimeSpan.Zero, _time);
    }
}
