using Chimera.Engine.Validation;

namespace Chimera.Store.Proofs;

/// <summary>Whether something could be proved.</summary>
public abstract record Proving
{
    private Proving()
    {
    }

    /// <summary>The proof file's content; it has been checked.</summary>
    public sealed record Proved(string Text) : Proving;

    /// <summary>The ledger has no such entry or checkpoint, or is not what was signed for.</summary>
    public sealed record Refused(Finding Why) : Proving;
}
