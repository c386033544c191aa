using System.Collections.Immutable;

namespace Chimera.Engine.Planning;

/// <summary>What a reference to a plan leads to.</summary>
public abstract record PlanLookup
{
    private PlanLookup()
    {
    }

    public sealed record Found(Plan Plan) : PlanLookup;

    /// <summary>No plan that is kept has a digest like that.</summary>
    public sealed record Unknown : PlanLookup;

    /// <summary>Several plans have a digest that begins like that.</summary>
    public sealed record Ambiguous(ImmutableArray<string> Digests) : PlanLookup;

    /// <summary>What is kept under the digest does not have that digest any more; it must not be run.</summary>
    public sealed record Damaged(string Digest) : PlanLookup;
}
