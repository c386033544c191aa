namespace Chimera.Sites.Balancing;

/// <summary>A web server's configuration as a balancer.</summary>
/// <param name="Digest">By which it is told apart from others: <c>sha256:</c> and 64 hex digits.</param>
public sealed record BalancerConfiguration(string Text, string Digest);
