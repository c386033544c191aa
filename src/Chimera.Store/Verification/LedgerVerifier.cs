using System.Collections.Immutable;
using Chimera.Engine.Record;
using Chimera.Engine.Record.Signing;
using Chimera.Store.Ledger;

namespace Chimera.Store.Verification;

/// <summary>
/// Recomputes a whole ledger from its folder and a public key, and says where it is not what was signed for. Reads only; needs no
/// network and no other file. A ledger that was put back whole to an earlier state is caught only by a checkpoint that was kept elsewhere.
/// </summary>
public sealed class LedgerVerifier(string folder, IVerifier key)
{
    /// <summary>How often a ledger is read again when a writer changed it meanwhile.</summary>
    private const int Patience = 5;

    private readonly LedgerPaths _paths = new(folder);

    /// <param name="kept">A signed checkpoint of this ledger that was kept elsewhere; everything it covers must still be there.</param>
    public Verdict Verify(ReadOnlyMemory<byte>? kept = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = Length();
            var found = Look(kept);
            if (found is not Verdict.Broken || attempt == Patience || Length() == before)
            {
                return found;
            }
        }
    }

    private Verdict Look(ReadOnlyMemory<byte>? kept)
    {
        if (!LedgerOpener.Exists(_paths))
        {
            return new Verdict.Absent();
        }

        var faults = new List<Fault>();
        var checkpoints = new CheckpointAudit(_paths, key, faults);
        checkpoints.Run();
        var signed = With(kept, checkpoints.Signed, faults);
        var entries = new EntryAudit(_paths, signed, faults);
        entries.Run();
        if (!new Recovery(_paths).IsReadable)
        {
            faults.Add(new Fault("ledger.recovering-changed", "what a recovery under way has found is not what it wrote", LedgerPaths.Recovering, 0));
        }

        BlobAudit.Run(_paths, entries.Blobs, faults);
        new TileAudit(_paths, checkpoints.Signed is [.., var last] ? last.Checkpoint.Size : 0, faults).Run();

        return faults.Count > 0 ? new Verdict.Broken(FaultList.Of(faults))
            : (entries.End ?? Torn(checkpoints)) is { } end ? new Verdict.Unsigned(checkpoints.Signed[^1].Checkpoint, checkpoints.Signed.Count, end)
            : new Verdict.Intact(checkpoints.Signed[^1].Checkpoint, checkpoints.Signed.Count);
    }

    private List<SignedState> With(ReadOnlyMemory<byte>? kept, List<SignedState> signed, List<Fault> faults)
    {
        if (kept is not { } note)
        {
            return signed;
        }

        if (Checkpoint.Open(note, key) is not { } checkpoint)
        {
            faults.Add(new Fault("ledger.kept-foreign", $"the kept checkpoint is not one that {key.Name} signed", LedgerPaths.Checkpoints));
            return signed;
        }

        if (signed is not [.., var last] || last.Checkpoint.Size < checkpoint.Size)
        {
            faults.Add(new Fault(
                "ledger.rolled-back", $"the ledger ends before the kept checkpoint of {checkpoint.Size} entries", LedgerPaths.Checkpoints, Length(), signed is [.., var end] ? end.Checkpoint.Size : 0));
            return signed;
        }

        return [.. signed.Append(new SignedState(checkpoint, IsKept: true)).OrderBy(state => state.Checkpoint.Size)];
    }

    private UnsignedEnd? Torn(CheckpointAudit checkpoints) => checkpoints.TornBytes == 0 ? null
        : new UnsignedEnd(checkpoints.Signed[^1].Checkpoint.Size, 0, LedgerPaths.Checkpoints, Length() - checkpoints.TornBytes, checkpoints.TornBytes);

    private long Length() => _paths.Has(LedgerPaths.Checkpoints) ? new FileInfo(_paths.At(LedgerPaths.Checkpoints)).Length : 0;
}
