using System.Collections.Concurrent;
using System.Security.Cryptography;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Hosts;

/// <summary>Opens connections, so many at once that sshd's MaxStartups is not met, and again where it was.</summary>
internal sealed class SshConnector(HostProgram program, ChannelSettings settings, TimeProvider time) : IDisposable
{
    // Those that were turned away may all have come to one door, which no address tells: a jump host, or a firewall.
    private const string CommonDoor = "";

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _handshakes = new(settings.ConnectsAtOnce, settings.ConnectsAtOnce);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _doors = new(StringComparer.Ordinal);
    private readonly Lazy<ControlSockets> _sockets = new(() => ControlSockets.Make(time));
    private readonly TcpPeers _peers = new();
    private int _started;

    /// <summary>How many connections were started, whatever came of them.</summary>
    public int Handshakes => Volatile.Read(ref _started);

    public async Task<Opening> OpenAsync(HostAccess host, CancellationToken cancel)
    {
        if (AccessCheck.Refuse(host) is { } refused)
            return new Opening.Failed(refused);
        for (var attempt = 1; ; attempt++)
        {
            var opening = await InTurnAsync(host, attempt == 1 ? host.Address : CommonDoor, cancel);
            if (opening is not Opening.Failed { Why.Code: SshFailure.Closed } || attempt == settings.ConnectAttempts)
                return opening;
            await Task.Delay(Pause(attempt), time, cancel);
        }
    }

    public void Dispose()
    {
        _handshakes.Dispose();
        foreach (var door in _doors.Values)
            door.Dispose();
        if (_sockets.IsValueCreated)
            _sockets.Value.Dispose();
    }

    // Full jitter: all that were turned away together must not come back together.
    private TimeSpan Pause(int attempt)
    {
        var longest = Math.Min(settings.Backoff.TotalMilliseconds * Math.Pow(2, attempt - 1), LongestBackoff.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1 + (int)longest));
    }

    private async Task<Opening> InTurnAsync(HostAccess host, string at, CancellationToken cancel)
    {
        var door = _doors.GetOrAdd(at, _ => new SemaphoreSlim(settings.ConnectsAtOneHost, settings.ConnectsAtOneHost));
        await door.WaitAsync(cancel);
        try
        {
            await _handshakes.WaitAsync(cancel);
            try
            {
                return await TryAsync(host, cancel);
            }
            finally
            {
                _handshakes.Release();
            }
        }
        finally
        {
            door.Release();
        }
    }

    private async Task<Opening> TryAsync(HostAccess host, CancellationToken cancel)
    {
        var command = Bootstrap.Command(settings.Shell, host.Sudo, program.Bytes.Length);
        var socket = _sockets.Value.Next();
        if (SshProcess.TryStart(SshCommand.Open(host, settings, command, socket)) is not { } process)
            return new Opening.Failed(SshFailure.NoProgram(settings.SshProgram));
        Interlocked.Increment(ref _started);
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var loop = new LoopClient(process.Input, process.Output, process.Error, nonce, settings.OutputLimit);
        using var deadline = new CancellationTokenSource(host.ConnectTimeout + settings.LoginTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        Opening? opening = null;
        try
        {
            opening = await loop.GreetAsync(program.Bytes, either.Token)
                ? new Opening.Opened(SshSession.Over(process, loop, host, time, new SshEntry(host, settings.Shell, process.Id, socket, _peers)))
                : new Opening.Failed(await ExplainAsync(host, await process.EndAsync(Farewell, time), loop.LastLines, either.Token));
            return opening;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Opening.Failed(SshFailure.NoLogin(host, host.ConnectTimeout + settings.LoginTimeout, loop.LastLines));
        }
        finally
        {
            if (opening is not Opening.Opened)
                await process.DisposeAsync();
        }
    }

    private async Task<Finding> ExplainAsync(HostAccess host, int exit, string text, CancellationToken cancel) =>
        HostKeyFailure.Concerns(text)
            ? HostKeyFailure.Explain(host, text, await HostKeyQuestion.AskAsync(host, settings, time, cancel))
            : SshFailure.Explain(host, exit, text);
}
