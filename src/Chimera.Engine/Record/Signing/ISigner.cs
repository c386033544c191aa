namespace Chimera.Engine.Record.Signing;

/// <summary>A private key at work.</summary>
public interface ISigner
{
    /// <summary>The public half, with the name and the algorithm.</summary>
    IVerifier Verifier { get; }

    byte[] Sign(ReadOnlySpan<byte> message);
}
