namespace Chimera.Engine.Validation.Certificates;

/// <summary>One signature of an envelope.</summary>
/// <param name="KeyId">A hint that anybody can forge; empty for none. Nothing is decided by it.</param>
public sealed record DsseSignature(string KeyId, ReadOnlyMemory<byte> Value);
