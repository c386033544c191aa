namespace Chimera.Sites.Balancing;

/// <summary>Where a balancer listens. <c>{host}</c> stands for the address at which the network finds the host it runs on.</summary>
/// <param name="Listen">In nginx's words: <c>80</c>, <c>{host}:8080</c>.</param>
/// <param name="Names">The host names that it answers to; none for all.</param>
public sealed record BalancerPlace(string Listen, string Names)
{
    private const string Placeholder = "{host}";

    public BalancerPlace On(string host) => this with { Listen = Listen.Replace(Placeholder, host, StringComparison.Ordinal) };
}
