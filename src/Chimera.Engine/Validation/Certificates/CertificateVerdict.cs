namespace Chimera.Engine.Validation.Certificates;

/// <summary>What a certificate is worth. A closed set.</summary>
public abstract record CertificateVerdict
{
    private CertificateVerdict()
    {
    }

    /// <summary>Somebody trusted says so, and it holds now. Whether the bytes at hand are those it speaks of is another question.</summary>
    public sealed record Genuine(Certificate Certificate, TrustedSigner Signer) : CertificateVerdict;

    public sealed record Worthless(Finding Why) : CertificateVerdict;
}
