using System.Text;
using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Engine.Record.Signing;

namespace Chimera.Engine.Tests.Record;

public sealed class CheckpointTests : IDisposable
{
    private readonly TestKey _key = new("chimera.test/ledger");

    private Checkpoint Head => new(_key.Name, 256, MerkleHashing.Leaf("x"u8));

    [Fact]
    public void A_checkpoint_is_three_lines_and_a_signature()
    {
        var lines = Encoding.UTF8.GetString(Head.Sign(_key)).Split('\n');

        Assert.Equal(["chimera.test/ledger", "256", Head.Root.ToBase64(), ""], lines[..4]);
        Assert.StartsWith("— chimera.test/ledger ", lines[4], StringComparison.Ordinal);
        Assert.Equal([""], lines[5..]);
        Assert.Equal(Head, Checkpoint.Open(Head.Sign(_key), _key));
    }

    [Fact]
    public void Every_flipped_bit_of_a_signed_checkpoint_is_refused()
    {
        var signed = Head.Sign(_key);
        for (var bit = 0; bit < signed.Length * 8; bit++)
        {
            var forged = signed.ToArray();
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(Checkpoint.Open(forged, _key) is null, $"bit {bit}");
        }
    }

    [Fact]
    public void Every_truncated_checkpoint_is_refused()
    {
        var signed = Head.Sign(_key);
        for (var length = 0; length < signed.Length; length++)
        {
            Assert.Null(Checkpoint.Open(signed.AsMemory(0, length), _key));
        }
    }

    [Fact]
    public void A_key_that_only_claims_the_same_name_and_id_is_not_believed()
    {
        using var stranger = new TestKey(_key.Name, _key.KeyId);

        Assert.Null(Checkpoint.Open(Head.Sign(stranger), _key));
    }

    [Fact]
    public void Signatures_of_unknown_keys_are_passed_over_but_a_wrong_one_of_the_known_key_is_not()
    {
        using var witness = new TestKey("witness.test/w");
        var text = Head.Text;
        var own = SignedNote.Sign(text, _key).Signatures[0];
        var foreign = SignedNote.Sign(text, witness).Signatures[0];
        var wrong = SignedNote.Sign("other\n", _key).Signatures[0];

        Assert.NotNull(Checkpoint.Open(new SignedNote(Encoding.UTF8.GetBytes(text), [foreign, own]).ToBytes(), _key));
        Assert.Null(Checkpoint.Open(new SignedNote(Encoding.UTF8.GetBytes(text), [foreign]).ToBytes(), _key));
        Assert.Null(Checkpoint.Open(new SignedNote(Encoding.UTF8.GetBytes(text), [own, wrong]).ToBytes(), _key));
    }

    [Theory]
    [InlineData("other\n1\nR\n")]
    [InlineData("chimera.test/ledger\n01\nR\n")]
    [InlineData("chimera.test/ledger\n-1\nR\n")]
    [InlineData("chimera.test/ledger\n 1\nR\n")]
    [InlineData("chimera.test/ledger\n99999999999999999999\nR\n")]
    [InlineData("chimera.test/ledger\n1\nAAAA\n")]
    [InlineData("chimera.test/ledger\n1\n")]
    [InlineData("\n1\nR\n")]
    public void A_signed_text_that_is_no_checkpoint_of_this_ledger_is_refused(string text) =>
        Assert.Null(Checkpoint.Open(SignedNote.Sign(text.Replace("R", Head.Root.ToBase64(), StringComparison.Ordinal), _key).ToBytes(), _key));

    public void Dispose() => _key.Dispose();
}
