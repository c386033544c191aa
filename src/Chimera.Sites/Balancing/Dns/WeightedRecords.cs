using System.Collections.Immutable;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>The records of one name, each with its weight.</summary>
/// <param name="Ttl">How long resolvers keep an answer; a shift reaches a visitor after that, and no sooner.</param>
public sealed record WeightedRecords(DnsName Name, TimeSpan Ttl, ImmutableArray<WeightedAnswer> Answers)
{
    public bool Equals(WeightedRecords? other) => other is not null && Name == other.Name && Ttl == other.Ttl && Answers.SequenceEqual(other.Answers);

    public override int GetHashCode() => Answers.Aggregate(HashCode.Combine(Name, Ttl), HashCode.Combine);
}
