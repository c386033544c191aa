using System.Threading.Channels;
using Chimera.Engine.Execution;

namespace Chimera.Fleet.Hosts;

/// <summary>The channel of one host: opened by its first call, opened anew after a break, one call at a time.</summary>
internal sealed class SshHostChannel : IHostChannel
{
    // Holds the session between two calls; who takes it out has the turn.
    private readonly Channel<SshSession?> _turn = Channel.CreateBounded<SshSession?>(1);
    private readonly HostAccess _host;
    private readonly SshConnector _connector;

    public SshHostChannel(HostAccess host, SshConnector connector)
    {
        _host = host;
        _connector = connector;
        _turn.Writer.TryWrite(null);
    }

    /// <summary>Not in the engine's turns: an engine that ended in the middle would never let go of the session. Lines come back as turns.</summary>
    public Task<HostReply> CallAsync(HostCall call, CancellationToken cancel)
    {
        if (SynchronizationContext.Current is Turns turns && call.OnLine is { } tell)
            call = call with { OnLine = line => turns.Post(_ => tell(line), null) };
        return Task.Run(() => CallInTurnAsync(call, cancel), CancellationToken.None);
    }

    private async Task<HostReply> CallInTurnAsync(HostCall call, CancellationToken cancel)
    {
        var session = await _turn.Reader.ReadAsync(cancel);
        try
        {
            // A connection that died while it was idle has carried nothing of this call.
            if (session is { HasEnded: true })
            {
                await session.DisposeAsync();
                session = null;
            }

            if (session is null)
            {
                var opening = await _connector.OpenAsync(_host, cancel);
                if (opening is Opening.Failed failed)
                    return new HostReply.Unreachable(failed.Why);
                session = ((Opening.Opened)opening).Session;
            }

            return await session.CallAsync(call, cancel);
        }
        finally
        {
            _turn.Writer.TryWrite(session);
        }
    }

    /// <summary>Shows with the connection that is kept that one can still get in.</summary>
    public async Task<Proof> ProveAsync(CancellationToken cancel)
    {
        var session = await _turn.Reader.ReadAsync(cancel);
        try
        {
            return session is { HasEnded: false } ? await session.ProveAsync(cancel) : new Proof.NotShown("no connection is kept");
        }
        finally
        {
            _turn.Writer.TryWrite(session);
        }
    }

    /// <summary>A stream to a socket of the host over the connection that is kept; calls go on beside it.</summary>
    public Task<Stream?> ConnectAsync(string path, CancellationToken cancel) => Task.Run(
        async () =>
        {
            var session = await _turn.Reader.ReadAsync(cancel);
            try
            {
                return session is { HasEnded: false } ? await session.ConnectAsync(path, cancel) : null;
            }
            finally
            {
                _turn.Writer.TryWrite(session);
            }
        },
        CancellationToken.None);

    /// <summary>Waits for the call under way; later ones are refused with <see cref="ChannelClosedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await foreach (var session in _turn.Reader.ReadAllAsync())
        {
            _turn.Writer.TryComplete();
            if (session is not null)
                await session.DisposeAsync();
        }
    }
}
