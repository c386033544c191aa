using System.Security.Cryptography;

namespace Chimera.Fleet.Hosts;

/// <summary>The way into a host beside a connection that is kept (<c>docs/host-protocol.md</c>, "One can still get in").</summary>
/// <param name="process">The ssh that keeps the connection.</param>
/// <param name="socket">Where it shares it; null for nowhere.</param>
internal sealed class SshEntry(HostAccess host, string shell, int process, string? socket, TcpPeers peers)
{
    public async Task<Proof> ProveAsync(TimeProvider time, CancellationToken cancel)
    {
        if (socket is null)
            return new Proof.NotShown("the connection cannot be shared");
        if (peers.Of(process) is not { } address)
            return new Proof.NotShown("the connection is no TCP connection of ssh's own, as with a jump host");
        using var limit = new CancellationTokenSource(host.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var greeting = WithinAsync(SshGreeting.ComesFromAsync(address, either.Token), cancel);
        var session = WithinAsync(BeginsAsync(socket, either.Token), cancel);
        await Task.WhenAll(greeting, session);
        return (await greeting, await session) switch
        {
            (false, _) => new Proof.NotShown($"sshd does not answer at {address}"),
            (_, false) => new Proof.NotShown("no session begins on the connection that is kept"),
            _ => new Proof.Shown(),
        };
    }

    /// <summary>A stream to a socket of the host over the connection that is kept.</summary>
    /// <returns>Null where none comes about. Where the host does not let us have it, the stream ends before anything comes.</returns>
    public async Task<Stream?> ConnectAsync(string path, TimeProvider time, CancellationToken cancel)
    {
        if (socket is null)
            return null;
        using var limit = new CancellationTokenSource(host.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return await SharedForward.ConnectAsync(socket, path, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<bool> BeginsAsync(string shared, CancellationToken cancel)
    {
        var word = RandomNumberGenerator.GetHexString(32, lowercase: true);
        // Login files may have printed something before.
        return await SharedSession.RunAsync(shared, Bootstrap.Say(shell, host.Sudo, word), cancel) is { } output && output.Contains(word, StringComparison.Ordinal);
    }

    private static async Task<bool> WithinAsync(Task<bool> asked, CancellationToken cancel)
    {
        try
        {
            return await asked;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
