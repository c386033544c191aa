using Chimera.Engine.Record;
using Chimera.Engine.Record.Signing;
using Chimera.Store.Ledger;

namespace Chimera.Store.Verification;

/// <summary>Verifies every checkpoint by itself: signed by the key, larger than the one before; and that the published one is among them.</summary>
internal sealed class CheckpointAudit(LedgerPaths paths, IVerifier key, List<Fault> faults)
{
    /// <summary>The checkpoints that can be believed, smallest first.</summary>
    public List<SignedState> Signed { get; } = [];

    /// <summary>The bytes after the last complete record.</summary>
    public long TornBytes { get; private set; }

    public void Run()
    {
        var bytes = paths.Read(LedgerPaths.Checkpoints);
        var (records, end) = CheckpointLog.Split(bytes);
        TornBytes = bytes.Length - end;

        var opened = new Checkpoint?[records.Count];
        Parallel.For(0, records.Count, i => opened[i] = Checkpoint.Open(records[i].Note, key));
        for (var i = 0; i < records.Count; i++)
        {
            Judge(records[i], opened[i]);
        }

        if (records.Count == 0)
        {
            faults.Add(new Fault("ledger.checkpoint-missing", "there is no signed checkpoint", LedgerPaths.Checkpoints, 0));
        }

        CheckPublished(records, end);
    }

    private void Judge(CheckpointRecord record, Checkpoint? checkpoint)
    {
        if (checkpoint is null)
        {
            faults.Add(new Fault("ledger.checkpoint-changed", $"a checkpoint is not one that {key.Name} signed", LedgerPaths.Checkpoints, record.Offset));
        }
        else if (Signed.Count > 0 && checkpoint.Size <= Signed[^1].Checkpoint.Size)
        {
            faults.Add(new Fault(
                "ledger.checkpoint-order", $"a checkpoint of {checkpoint.Size} entries follows one of {Signed[^1].Checkpoint.Size}", LedgerPaths.Checkpoints, record.Offset));
        }
        else
        {
            Signed.Add(new SignedState(checkpoint));
        }
    }

    private void CheckPublished(List<CheckpointRecord> records, long end)
    {
        var published = paths.Read(LedgerPaths.Checkpoint);
        if (!paths.Has(LedgerPaths.Checkpoint))
        {
            // Only a ledger whose making was cut short has none.
            if (Signed is not [{ Checkpoint.Size: 0 }])
            {
                faults.Add(new Fault("ledger.published-missing", "the published checkpoint is missing", LedgerPaths.Checkpoint, 0));
            }
        }
        else if (Checkpoint.Open(published, key) is not { } checkpoint)
        {
            var nearest = records.Select(record => record.Note.Span.CommonPrefixLength(published)).DefaultIfEmpty(0).Max();
            faults.Add(new Fault("ledger.published-changed", $"the published checkpoint is not one that {key.Name} signed", LedgerPaths.Checkpoint, nearest));
        }
        else if (!records.Exists(record => record.Note.Span.SequenceEqual(published)))
        {
            Restore(checkpoint, records, end);
        }
    }

    /// <summary>The published checkpoint is genuine and its record is not there, or not as it was: it takes the place of the record.</summary>
    private void Restore(Checkpoint published, List<CheckpointRecord> records, long end)
    {
        if (Signed.Count == records.Count && TornBytes == 0)
        {
            faults.Add(new Fault("ledger.checkpoint-missing", $"the published checkpoint of {published.Size} entries is not among those signed", LedgerPaths.Checkpoints, end));
        }

        Signed.Add(new SignedState(published));
        Signed.Sort((left, right) => left.Checkpoint.Size.CompareTo(right.Checkpoint.Size));
    }
}
