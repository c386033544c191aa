using Chimera.Engine.Execution;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>A DNS provider that knows weights.</summary>
public interface IDnsProvider
{
    Task<DnsLook> GetAsync(DnsName name, CancellationToken cancel);

    /// <summary>Makes the records what is given, if they still are what was seen.</summary>
    /// <param name="seen">The version that was seen; null for none at all.</param>
    /// <returns><see cref="Reply.Refused"/> when they are something else by now; <see cref="Reply.Lost"/> when only another look can tell whether it was done.</returns>
    Task<Reply> PutAsync(WeightedRecords records, string? seen, CancellationToken cancel);

    /// <summary>Waits until the provider shows the records, and then for as long as resolvers may still give the answers of before.</summary>
    /// <param name="before">The TTL that held before; what was asked a moment before the change is kept for that long.</param>
    Task<Reply> UntilInForceAsync(WeightedRecords records, TimeSpan before, CancellationToken cancel);
}
