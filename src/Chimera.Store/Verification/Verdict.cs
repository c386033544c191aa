using System.Collections.Immutable;
using Chimera.Engine.Record;

namespace Chimera.Store.Verification;

/// <summary>What a ledger turned out to be worth.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>There is no ledger.</summary>
    public sealed record Absent : Verdict;

    /// <summary>Every byte is what was signed for.</summary>
    /// <param name="Checkpoints">How many signed checkpoints were verified.</param>
    public sealed record Intact(Checkpoint Head, int Checkpoints) : Verdict;

    /// <summary>Everything up to the last checkpoint is what was signed for; something follows that nobody signed.</summary>
    public sealed record Unsigned(Checkpoint Head, int Checkpoints, UnsignedEnd End) : Verdict;

    /// <summary>Something is not what was signed for.</summary>
    /// <param name="Faults">In the order of the entries they touch; at least one.</param>
    public sealed record Broken(ImmutableArray<Fault> Faults) : Verdict;
}
