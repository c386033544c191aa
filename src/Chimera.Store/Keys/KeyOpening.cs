using Chimera.Engine.Validation;

namespace Chimera.Store.Keys;

/// <summary>Whether there is a key to sign with.</summary>
public abstract record KeyOpening
{
    private KeyOpening()
    {
    }

    public sealed record Opened(EcdsaSigner Signer) : KeyOpening;

    public sealed record Refused(Finding Why) : KeyOpening;
}
