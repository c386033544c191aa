namespace Chimera.Fleet.Hosts;

/// <summary>How to log in to a host. What is null is left to the person's own ssh configuration.</summary>
/// <param name="Address">A host name, an address, or a Host alias of the ssh configuration.</param>
/// <param name="Sudo">Become root with <c>sudo -n</c> after login (the deploy user is not root).</param>
/// <param name="ConfigFile">An ssh configuration file to use instead of the person's own.</param>
public sealed record HostAccess(
    string Address, int? Port, string? User, bool Sudo, HostKeyPolicy HostKeys, string? ConfigFile, TimeSpan ConnectTimeout);
