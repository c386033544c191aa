namespace Chimera.Engine.Record.Proofs;

/// <summary>Whether a ledger is still the one it was.</summary>
public abstract record ContinuityCheck
{
    private ContinuityCheck()
    {
    }

    /// <summary>Everything that the older checkpoint covered is unchanged under the newer one.</summary>
    public sealed record Continued(Checkpoint Older, Checkpoint Newer) : ContinuityCheck;

    /// <summary>It proves nothing.</summary>
    public sealed record Refuted(string Why) : ContinuityCheck;
}
