namespace Chimera.Store.Ledger;

/// <summary>The torn end of a file: bytes that a crash left, and that are no whole entry or checkpoint.</summary>
/// <param name="File">Relative to the ledger's folder.</param>
/// <param name="Offset">Its first byte; it goes on to the end of the file.</param>
internal sealed record Fragment(string File, long Offset, ReadOnlyMemory<byte> Bytes);
