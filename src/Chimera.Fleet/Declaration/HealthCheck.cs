namespace Chimera.Fleet.Declaration;

/// <summary>One thing that must hold for a host to be healthy. A closed set; every case has its own time limit.</summary>
public abstract record HealthCheck
{
    private HealthCheck(TimeSpan timeout) => Timeout = timeout;

    /// <summary>A check that takes longer has failed.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Runs on the host with <c>/bin/sh -c</c>; healthy when it exits 0.</summary>
    public sealed record Command(string Line, TimeSpan Timeout) : HealthCheck(Timeout);

    /// <summary>A TCP connection to the host's port can be opened.</summary>
    public sealed record Tcp(int Port, ProbeOrigin From, TimeSpan Timeout) : HealthCheck(Timeout);

    /// <summary>An HTTP GET of the URL answers with the status.</summary>
    public sealed record Http(string Url, int Status, ProbeOrigin From, TimeSpan Timeout) : HealthCheck(Timeout);

    /// <summary>The systemd unit is active.</summary>
    public sealed record Unit(string Name, TimeSpan Timeout) : HealthCheck(Timeout);
}
