using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Engine.Record.Signing;
using Chimera.Engine.Validation;
using Chimera.Store.Files;
using Chimera.Store.Verification;

namespace Chimera.Store.Ledger;

/// <summary>
/// Opens a ledger for writing, in a time that hardly grows with it: the last checkpoint is verified, and the tree's right edge
/// and the tail against it. When they do not agree, everything is verified, to say where; and nothing is changed.
/// </summary>
internal sealed class LedgerOpener(LedgerPaths paths, ISigner signer)
{
    public static bool Exists(LedgerPaths paths) =>
        paths.Has(LedgerPaths.Checkpoints) || paths.Has(LedgerPaths.Checkpoint)
        || Directory.Exists(paths.At("tile")) || Directory.Exists(paths.At("tail"));

    public LedgerOpening Open()
    {
        if (!Exists(paths))
        {
            CheckpointLog.Begin(paths, signer);
        }

        if (!paths.Has(LedgerPaths.Checkpoints))
        {
            return Refuse();
        }

        var (record, end, length) = CheckpointLog.ReadLast(paths.At(LedgerPaths.Checkpoints));
        if (record is not null && SignedNote.Read(record.Note) is { } note && note.Signatures[0].Name != signer.Verifier.Name)
        {
            return new LedgerOpening.Refused([Finding.Error(
                "key.foreign", $"the ledger in {paths.Root} is signed by {note.Signatures[0].Name}, the key here is {signer.Verifier.Name}",
                "put the ledger's own key file back from its backup")]);
        }

        return record is not null && Checkpoint.Open(record.Note, signer.Verifier) is { } head && IsPublishedFrom(head)
            && TailReader.Read(paths, head) is { } tail && new TailHashes(paths, tail) is { AreFaithful: true } hashes && new Recovery(paths).IsReadable
            ? Settle(head, record, tail, hashes, end, length)
            : Refuse();
    }

    private LedgerOpening.Opened Settle(Checkpoint head, CheckpointRecord record, Tail tail, TailHashes hashes, long end, long length)
    {
        List<Fragment> fragments = [.. tail.Fragments, .. hashes.Fragments];
        if (end < length)
        {
            fragments.Add(new Fragment(LedgerPaths.Checkpoints, end, paths.Read(LedgerPaths.Checkpoints).AsMemory((int)end)));
        }

        var toTell = new Recovery(paths).Settle(head, tail, fragments);
        hashes.Rewrite();
        return new LedgerOpening.Opened(paths, head, record, tail, toTell);
    }

    /// <summary>The published checkpoint is this ledger's, and not of a later state than the last one signed.</summary>
    private bool IsPublishedFrom(Checkpoint head) => !paths.Has(LedgerPaths.Checkpoint)
        ? head.Size == 0
        : Checkpoint.Open(paths.Read(LedgerPaths.Checkpoint), signer.Verifier) is { } published
            && (published.Size < head.Size || published == head);

    private LedgerOpening.Refused Refuse() => new LedgerVerifier(paths.Root, signer.Verifier).Verify() is Verdict.Broken broken
        ? new LedgerOpening.Refused([.. broken.Faults.Select(fault => fault.ToFinding())])
        : new LedgerOpening.Refused([Finding.Error("ledger.broken", $"the ledger in {paths.Root} does not end as its last checkpoint says", "restore the folder from a copy")]);
}
