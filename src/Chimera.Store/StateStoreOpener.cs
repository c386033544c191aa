using System.Collections.Immutable;
using System.Security.Cryptography;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Store.Files;
using Chimera.Store.Keys;
using Chimera.Store.Ledger;
using Chimera.Store.Sqlite;
using Chimera.Store.Verification;
using Microsoft.Data.Sqlite;

namespace Chimera.Store;

/// <summary>Puts a state store together: lock, key, ledger, index, in this order, and lets go of all of them again when one refuses.</summary>
internal sealed class StateStoreOpener(StateFolder folder, string actor, TimeProvider time, Func<string, IAppendFile> open)
{
    private readonly Stack<IDisposable> _held = new();

    public StateStoreOpening Open()
    {
        Draft.CheckName(actor);
        StateStoreOpening? opening = null;
        try
        {
            opening = Take();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException or NewerSchemaException or DllNotFoundException or PlatformNotSupportedException or CryptographicException or RecordUnavailableException)
        {
            opening = Refuse("store.unusable", $"the state folder {folder.Path} cannot be used: {e.Message}", "see that the folder is yours, the disk has room, and SQLite and OpenSSL are installed");
        }
        finally
        {
            while (opening is not StateStoreOpening.Opened && _held.TryPop(out var held))
            {
                held.Dispose();
            }
        }

        return opening;
    }

    private StateStoreOpening Take()
    {
        folder.Create();
        if (WriterLock.TryTake(folder.Lock, actor, time.GetUtcNow()) is not { } held)
        {
            return Refuse("store.held", $"{folder.Path} is being written to by {WriterLock.Holder(folder.Lock)}", "wait until it has ended, or stop it");
        }

        Hold(held);
        var paths = new LedgerPaths(folder.Ledger);
        return new KeyFiles(folder.Keys, KeyUse.Ledger).Open(mayCreate: !LedgerOpener.Exists(paths)) switch
        {
            KeyOpening.Refused refused => new StateStoreOpening.Refused([refused.Why]),
            KeyOpening.Opened opened => new LedgerOpener(paths, Hold(opened.Signer)).Open() switch
            {
                LedgerOpening.Opened ledger => Index(ledger, held, opened.Signer),
                LedgerOpening.Refused refused => new StateStoreOpening.Refused(refused.Why),
                var other => throw new InvalidOperationException(other.ToString()),
            },
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private StateStoreOpening Index(LedgerOpening.Opened ledger, WriterLock held, EcdsaSigner signer)
    {
        var database = new StateDatabase(folder.Database);
        var index = Hold(new EventIndex(database));
        if (CatchUp(index, ledger, signer) is { IsEmpty: false } why)
        {
            return new StateStoreOpening.Refused(why);
        }

        var writer = Hold(new LedgerWriter(ledger.Paths, ledger.Tail.Edge, ledger.Tail.FirstBundle, open)
        {
            Signer = signer, Actor = actor, Time = time, LastSequence = index.LastSequence,
        });
        writer.PublishLater(ledger.Record.Note);
        if (ledger.ToTell is { } toTell)
        {
            index.Append(writer.Commit([Draft.Of(toTell)]));
            new Recovery(ledger.Paths).Finish();
        }

        writer.Seal();
        var bus = new EventBus();
        var history = new EventHistory(database);
        return new StateStoreOpening.Opened(
            new StateStore(folder, held, signer, new Journal(writer, index, history, bus, time), history, new PlanShelf(database), bus));
    }

    /// <summary>Brings the index to the end of the ledger. Only a ledger that lost entries can be behind it.</summary>
    private ImmutableArray<Finding> CatchUp(EventIndex index, LedgerOpening.Opened ledger, EcdsaSigner signer)
    {
        var (indexed, lastLeaf) = Damaged.OrUnavailable(folder.Database, index.End);
        var reader = new LedgerReader(ledger.Paths);
        if (indexed > ledger.Tail.Edge.Size)
        {
            return [Finding.Error(
                "ledger.rolled-back", $"{folder.Database} has seen {indexed} entries, the ledger has only {ledger.Tail.Edge.Size}",
                $"restore the ledger from a copy; or, if the loss is accepted, delete {folder.Database}")];
        }

        if (indexed > 0 && (reader.Find(indexed - 1) is not { } entry || Engine.Record.Merkle.MerkleHashing.Leaf(entry.Span) != lastLeaf))
        {
            return [Finding.Error(
                "ledger.replaced", $"{folder.Database} follows another ledger than the one in {folder.Ledger}",
                $"restore the ledger from a copy; or, if this one is right, delete {folder.Database}")];
        }

        // Opening has verified the tail only. What is read from before it is verified first.
        if (indexed < ledger.Tail.FirstBundle * Bundle.Width && new LedgerVerifier(folder.Ledger, signer.Verifier).Verify() is Verdict.Broken broken)
        {
            return [.. broken.Faults.Select(fault => fault.ToFinding())];
        }

        if (indexed == ledger.Tail.Edge.Size)
        {
            return [];
        }

        var first = Math.Min(ledger.Tail.Edge.Size, ledger.Tail.FirstBundle * Bundle.Width);
        if (indexed < first)
        {
            index.Append(reader.Read(indexed, first));
        }

        var events = reader.Read(Math.Max(indexed, first), ledger.Tail.Edge.Size).ToList();
        if (Damaged.OrUnavailable(folder.Database, () => FirstOutOfSequence(index, events)) is { } stray)
        {
            return [Finding.Error(
                "ledger.sequence-gap", $"entry {stray.Index} of {folder.Ledger} goes on with {stray.Sequence} in the stream {stray.Stream}, which is not due",
                "keep the folder as it is for whoever looks into this, and restore a copy")];
        }

        index.Append(events);
        return [];
    }

    /// <summary>What nobody has signed for yet must fit as well as what somebody has.</summary>
    private static RecordedEvent? FirstOutOfSequence(EventIndex index, IEnumerable<Written> events)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var happened in events.Select(written => written.Event))
        {
            var due = (last.TryGetValue(happened.Stream, out var known) ? known : index.LastSequence(happened.Stream)) + 1;
            if (happened.Sequence != due)
            {
                return happened;
            }

            last[happened.Stream] = due;
        }

        return null;
    }

    private T Hold<T>(T resource)
        where T : IDisposable
    {
        _held.Push(resource);
        return resource;
    }

    private static StateStoreOpening.Refused Refuse(string code, string message, string remedy) => new([Finding.Error(code, message, remedy)]);
}
