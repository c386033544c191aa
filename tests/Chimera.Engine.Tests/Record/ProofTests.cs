using System.Text;
using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Engine.Record.Proofs;
using Chimera.Engine.Tests.Record.Merkle;

namespace Chimera.Engine.Tests.Record;

public sealed class ProofTests : IDisposable
{
    private readonly TestKey _key = new("chimera.test/ledger");
    private readonly byte[][] _entries = [.. Enumerable.Range(0, 20).Select(i => LedgerEntry.Write(new RecordedEvent(i, "s", i + 1, DateTimeOffset.UnixEpoch, "a", "t", []), "{}"u8))];
    private readonly NaiveTree _tree;

    public ProofTests() => _tree = new NaiveTree(_entries);

    [Fact]
    public void A_proof_file_reads_back_and_proves_its_entry()
    {
        var proof = Assert.IsType<TlogProof>(TlogProof.Read(Prove(11).Text));

        var proved = Assert.IsType<ProofCheck.Proved>(proof.Check(_key));
        Assert.Equal(12, proved.Entry.Sequence);
        Assert.Equal(20, proved.Head.Size);
    }

    [Fact]
    public void Every_flipped_bit_of_a_proof_file_is_refused()
    {
        var text = Encoding.UTF8.GetBytes(Prove(11).Text);
        for (var bit = 0; bit < text.Length * 8; bit++)
        {
            var forged = text.ToArray();
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(TlogProof.Read(Encoding.UTF8.GetString(forged))?.Check(_key) is ProofCheck.Proved, $"bit {bit}");
        }
    }

    [Fact]
    public void A_proof_of_another_entry_or_by_another_key_is_refused()
    {
        using var stranger = new TestKey(_key.Name, _key.KeyId);

        Assert.IsType<ProofCheck.Refuted>((Prove(11) with { Entry = _entries[12] }).Check(_key));
        Assert.IsType<ProofCheck.Refuted>((Prove(11) with { Index = 12 }).Check(_key));
        Assert.IsType<ProofCheck.Refuted>(Prove(11).Check(stranger));
    }

    [Fact]
    public void A_kept_checkpoint_is_continued_by_the_ledger_that_grew_from_it_and_by_no_other()
    {
        var kept = Sign(_tree, 7);
        var proof = new ContinuityProof(7, MerkleTree.Consistency(_tree, 7, 20).Path, Sign(_tree, 20));
        var rewritten = new NaiveTree([.. _entries.Select((entry, i) => i == 3 ? "{}"u8.ToArray() : entry)]);

        Assert.IsType<ContinuityCheck.Continued>(ContinuityProof.Read(proof.Text)?.Check(kept, _key));
        Assert.IsType<ContinuityCheck.Refuted>(proof.Check(Sign(rewritten, 7), _key));
        Assert.IsType<ContinuityCheck.Refuted>(proof.Check(Sign(_tree, 8), _key));
        Assert.IsType<ContinuityCheck.Refuted>(
            new ContinuityProof(7, MerkleTree.Consistency(rewritten, 7, 20).Path, Sign(rewritten, 20)).Check(kept, _key));
    }

    public void Dispose() => _key.Dispose();

    private TlogProof Prove(int index) => new(_entries[index], index, MerkleTree.Inclusion(_tree, index, 20).Path, Sign(_tree, 20));

    private byte[] Sign(NaiveTree tree, int size) => new Checkpoint(_key.Name, size, MerkleTree.Root(tree, size)).Sign(_key);
}
