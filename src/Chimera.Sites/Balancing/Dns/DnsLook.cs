using Chimera.Engine.Validation;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>What a provider says of the records of one name. A closed set.</summary>
public abstract record DnsLook
{
    private DnsLook()
    {
    }

    /// <param name="Version">By which a change says what it was made from.</param>
    public sealed record Seen(WeightedRecords Records, string Version) : DnsLook;

    /// <summary>There are none of this type under this name.</summary>
    public sealed record Absent : DnsLook;

    public sealed record Unseen(Finding Why) : DnsLook;
}
