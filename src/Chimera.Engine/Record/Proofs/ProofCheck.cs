namespace Chimera.Engine.Record.Proofs;

/// <summary>What a proof turned out to be worth.</summary>
public abstract record ProofCheck
{
    private ProofCheck()
    {
    }

    /// <summary>The entry is in the ledger at the state that <paramref name="Head"/> signs.</summary>
    public sealed record Proved(LedgerEntry Entry, Checkpoint Head) : ProofCheck;

    /// <summary>It proves nothing.</summary>
    /// <param name="Why">One clause, e.g. <c>its checkpoint is not signed by this key</c>.</param>
    public sealed record Refuted(string Why) : ProofCheck;
}
