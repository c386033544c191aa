using System.Text;
using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Engine.Record.Proofs;
using Chimera.Engine.Record.Signing;
using Chimera.Engine.Tests.Record;
using Chimera.Engine.Tests.Record.Merkle;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Engine.Tests.Fuzzing;

/// <summary>What somebody hands to a verifier: entries, notes and proof files. There is one way to write each, and nothing else is read.</summary>
public sealed class RecordFuzzTests : IDisposable
{
    private readonly TestKey _key = new("chimera.test/ledger");
    private readonly byte[][] _entries = [.. Enumerable.Range(0, 20).Select(Entry)];
    private readonly NaiveTree _tree;

    public RecordFuzzTests() => _tree = new NaiveTree(_entries);

    [Fact]
    public void An_entry_is_read_only_as_it_is_written() => Fuzzer.Run(
        new FuzzTarget("entry", [_entries[0], _entries[19], LedgerEntry.Write(Event(7), "sha256:" + new string('0', 64))], bytes =>
            LedgerEntry.Read(bytes) is not { } entry ? null
            : (entry.Data is null) == (entry.Payload is null) ? "it has not exactly one of data and payload"
            : (entry.Data is { } data ? LedgerEntry.Write(entry.With(data), CanonicalJson.Write(data)) : LedgerEntry.Write(entry.With([]), entry.Payload!)).AsSpan().SequenceEqual(bytes) ? null
            : "it is written differently").With("null", "\"data\":", "\"payload\":\"sha256:\"", "{}", "\"index\":", "2026-01-02T02:04:05.0000067Z", "Z", "+01:00"),
        6000);

    [Fact]
    public void A_note_is_read_only_as_it_is_written() => Fuzzer.Run(
        new FuzzTarget("note", [Sign(20), Sign(0), SignedNote.Sign("a\n\nb\n", _key).ToBytes()], bytes =>
            SignedNote.Read(bytes) is not { } note ? null
            : !note.ToBytes().AsSpan().SequenceEqual(bytes) ? "it is written differently"
            : Checkpoint.Open(bytes, _key) is { } opened && opened != Head(20) && opened != Head(0) ? $"it speaks of {opened}"
            : null).With("— ", "\n\n", "chimera.test/ledger", "\n— chimera.test/ledger ", "wP/u AA==", "+"),
        3000);

    [Fact]
    public void A_proof_file_is_read_only_as_it_is_written() => Fuzzer.Run(
        FuzzTarget.Text("proof", [Prove(11).Text, Prove(0).Text, Prove(19).Text], text =>
            TlogProof.Read(text) is not { } proof ? null
            : proof.Text != text ? "it is written differently"
            : proof.Check(_key) is ProofCheck.Proved proved && !_entries.Any(entry => entry.AsSpan().SequenceEqual(proof.Entry.Span)) ? $"it proves {proved.Entry}"
            : null).With("extra ", "index ", "c2sp.org/tlog-proof@v1\n", "\n\n", "— ", _tree.Subtree(0, 3).ToBase64() + "\n", "="),
        3000);

    [Fact]
    public void A_continuity_proof_is_read_only_as_it_is_written() => Fuzzer.Run(
        FuzzTarget.Text("continuity", [Continue(7).Text, Continue(16).Text, Continue(20).Text, Continue(0).Text], text =>
            ContinuityProof.Read(text) is not { } proof ? null
            : proof.Text != text ? "it is written differently"
            : proof.Check(Sign(7), _key) is ContinuityCheck.Continued continued && (continued.Older != Head(7) || continued.Newer != Head((int)continued.Newer.Size)) ? $"it proves {continued}"
            : null).With("old ", "\n\n", "— ", _tree.Subtree(0, 3).ToBase64() + "\n", "="),
        3000);

    public void Dispose() => _key.Dispose();

    private static RecordedEvent Event(int i) => new(i, "rollout/é\"", i + 1, DateTimeOffset.UnixEpoch, "ann", "step.committed", new() { ["n"] = i, ["l"] = new System.Text.Json.Nodes.JsonArray(1, "x", null) });

    private static byte[] Entry(int i) => LedgerEntry.Write(Event(i), CanonicalJson.Write(Event(i).Data));

    private Checkpoint Head(int size) => new(_key.Name, size, MerkleTree.Root(_tree, size));

    private byte[] Sign(int size) => Head(size).Sign(_key);

    private TlogProof Prove(int index) => new(_entries[index], index, MerkleTree.Inclusion(_tree, index, 20).Path, Sign(20));

    private ContinuityProof Continue(int old) => new(old, MerkleTree.Consistency(_tree, old, 20).Path, Sign(20));
}
