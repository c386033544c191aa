using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Engine.Record.Proofs;
using Chimera.Engine.Record.Signing;
using Chimera.Engine.Validation;
using Chimera.Store.Ledger;

namespace Chimera.Store.Proofs;

/// <summary>Makes proof files from a ledger's folder, against its last signed checkpoint. Reads only, and hands out only what it has checked.</summary>
public sealed class LedgerProver(string folder, IVerifier key)
{
    private readonly LedgerPaths _paths = new(folder);

    /// <summary>Proves that an entry is in the ledger, as a C2SP tlog-proof.</summary>
    /// <param name="index">The entry's place, from 0.</param>
    public Proving ProveEntry(long index) => WithHead((head, note) =>
        index < 0 || index >= head.Size
            ? Refuse("ledger.no-such-entry", $"there is no entry {index}; the ledger has {head.Size}", "see the indexes in the ledger's listing")
        : new LedgerReader(_paths).Find(index) is { } entry
            && new TlogProof(entry, index, MerkleTree.Inclusion(new TileNodes(_paths), index, head.Size).Path, note) is var proof
            && proof.Check(key) is ProofCheck.Proved
            ? new Proving.Proved(proof.Text)
        : Broken());

    /// <summary>Proves that the ledger continues a checkpoint that somebody kept.</summary>
    /// <param name="kept">The older signed checkpoint, verbatim.</param>
    public Proving ProveContinuity(ReadOnlyMemory<byte> kept) => WithHead((head, note) =>
        Checkpoint.Open(kept, key) is not { } older
            ? Refuse("ledger.kept-foreign", $"the kept checkpoint is not one that {key.Name} signed", "give a checkpoint of this ledger")
        : older.Size > head.Size
            ? Refuse("ledger.rolled-back", $"the kept checkpoint has {older.Size} entries, the ledger only {head.Size}", "keep the folder as it is for whoever looks into this, and restore a copy")
        : new ContinuityProof(older.Size, MerkleTree.Consistency(new TileNodes(_paths), older.Size, head.Size).Path, note) is var proof
            && proof.Check(kept, key) is ContinuityCheck.Continued
            ? new Proving.Proved(proof.Text)
        : Broken());

    /// <summary>Proves that the ledger continues the state it signed for when it had this many entries.</summary>
    public Proving ProveContinuity(long oldSize) => CheckpointLog.Split(_paths.Read(LedgerPaths.Checkpoints)).Records
        .Find(record => Checkpoint.Open(record.Note, key)?.Size == oldSize) is { } kept
        ? ProveContinuity(kept.Note)
        : Refuse("ledger.no-such-checkpoint", $"no checkpoint of {oldSize} entries was signed", "give a size that was signed, or the kept checkpoint itself");

    private Proving WithHead(Func<Checkpoint, ReadOnlyMemory<byte>, Proving> prove)
    {
        try
        {
            return _paths.Has(LedgerPaths.Checkpoints)
                && CheckpointLog.ReadLast(_paths.At(LedgerPaths.Checkpoints)).Last is { } last
                && Checkpoint.Open(last.Note, key) is { } head
                ? prove(head, last.Note)
                : Broken();
        }
        catch (InvalidDataException)
        {
            return Broken();
        }
    }

    private static Proving.Refused Broken() => Refuse("ledger.broken", "the ledger is not what its last checkpoint signs for", "run: chimera ledger verify");

    private static Proving.Refused Refuse(string code, string message, string remedy) => new(Finding.Error(code, message, remedy));
}
