using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>What a rollout may not leave running on a host: deciders, activations, timers.</summary>
internal static class Leftovers
{
    /// <summary>Waits until the last of them has gone.</summary>
    public static async Task GoneAsync(IEnumerable<FaultyHost> hosts)
    {
        var spaces = hosts.Select(host => HostProcesses.NamespaceOf(host.Host.Directory)).ToHashSet();
        try
        {
            await Patience.UntilAsync(() => !Left(spaces).Any());
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"still running:\n{string.Join('\n', Left(spaces))}");
        }
    }

    private static IEnumerable<string> Left(IReadOnlySet<string> spaces) =>
        HostProcesses.CommandsIn(spaces).Where(command => command.Contains("/rollouts/", StringComparison.Ordinal));
}
