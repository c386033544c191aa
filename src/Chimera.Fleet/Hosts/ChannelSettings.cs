namespace Chimera.Fleet.Hosts;

/// <summary>How channels are opened and kept. The defaults suit OpenSSH servers as they are delivered.</summary>
public sealed record ChannelSettings
{
    /// <summary>The OpenSSH client: a name to be found in PATH, or a path.</summary>
    public string SshProgram { get; init; } = "ssh";

    /// <summary>The shell of the loop on the host, an absolute path.</summary>
    public string Shell { get; init; } = "/bin/sh";

    /// <summary>Connections in the handshake at once, to all hosts together: each costs this machine an ssh that is starting.</summary>
    public int ConnectsAtOnce { get; init; } = 32;

    /// <summary>Connections in the handshake at once to one address, and of those that were turned away before. 8 stays below sshd's MaxStartups (10:30:100).</summary>
    public int ConnectsAtOneHost { get; init; } = 8;

    /// <summary>How often a connection is tried that the host closes before login, as sshd does above MaxStartups.</summary>
    public int ConnectAttempts { get; init; } = 10;

    /// <summary>The longest first pause between two tries; each further one may be twice as long, up to 5 seconds.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>For login and the start of the loop, after the host's own connect timeout: a hardware key may wait for a touch.</summary>
    public TimeSpan LoginTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection that is silent three times this long is broken; whole seconds.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most that one operation may write to its standard output, in bytes.</summary>
    public int OutputLimit { get; init; } = 64 * 1024 * 1024;
}
