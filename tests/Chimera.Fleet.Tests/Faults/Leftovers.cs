using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>What a rollout may not leave running on a host: deciders, activations, timers.</summary>
internal static class Leftovers
{
    /// <summary>Waits until the last of them has gone.</summary>
    public static Task GoneAsync(IEnumerable<FaultyHost> hosts)
    {
        var spaces = hosts.Select(host => HostProcesses.NamespaceOf(host.Host.Directory)).ToHashSet();
        return Patience.UntilAsync(
            () => !HostProcesses.CommandsIn(spaces).Any(command => command.Contains("/rollouts/", StringComparison.Ordinal)));
    }
}
