namespace Chimera.Store.Ledger;

/// <summary>One signed note in the file of all checkpoints, not yet verified.</summary>
/// <param name="Offset">Where it begins in the file, in bytes.</param>
/// <param name="Note">The note's bytes, without the empty line that ends the record.</param>
internal sealed record CheckpointRecord(long Offset, ReadOnlyMemory<byte> Note)
{
    public long End => Offset + Note.Length + 1;
}
