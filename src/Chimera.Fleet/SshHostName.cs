using Chimera.Fleet.Hosts;
using Chimera.Fleet.Processes;

namespace Chimera.Fleet;

/// <summary>Where the network finds a host. Only ssh can tell: an address may be an alias of the ssh configuration.</summary>
internal static class SshHostName
{
    private const string Key = "hostname ";

    /// <summary>The address itself where ssh has no other name for it.</summary>
    public static async Task<string> OfAsync(HostAccess host, CancellationToken cancel)
    {
        if (AccessCheck.Refuse(host) is not null)
        {
            return host.Address;
        }

        var asked = await ChildProcess.RunAsync(
            new ChildCommand("ssh", ["-G", .. host.ConfigFile is { } file ? ["-F", file] : Array.Empty<string>(), "--", host.Address]), cancel);
        return (asked as ChildOutcome.Exited)?.Output.Split('\n').FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) is { } line
            ? line[Key.Length..]
            : host.Address;
    }
}
