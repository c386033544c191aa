using System.Text;
using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Store.Ledger;
using Chimera.Store.Verification;

namespace Chimera.Store.Tests;

/// <summary>Reads the folder as a C2SP tlog-tiles client would: the published checkpoint, then only the tiles that the format says must be there.</summary>
public sealed class TileReaderTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    public async Task A_closed_ledger_has_every_tile_that_its_published_checkpoint_needs(int size)
    {
        await _sandbox.FillTogetherAsync(size);

        var head = Checkpoint.Open(_sandbox.Read("checkpoint"), _sandbox.Key)!;
        Assert.Equal(size, head.Size);
        Assert.Equal(head.Root, RootFrom(Fetch("0", size).SelectMany(tile => HashTile.Read(tile))));
        Assert.Equal(head.Root, RootFrom(Fetch("entries", size).SelectMany(bundle => Bundle.Read(bundle).Entries).Select(entry => entry.Leaf)));
        if (size >= 256)
        {
            Assert.Equal(
                Fetch("0", size).Take(size / 256).Select(tile => RootFrom(HashTile.Read(tile))),
                Fetch("1", size / 256).SelectMany(tile => HashTile.Read(tile)));
        }
    }

    [Fact]
    public void A_tile_is_named_in_groups_of_three_digits()
    {
        Assert.Equal("000", TilePath.Of(0));
        Assert.Equal("999", TilePath.Of(999));
        Assert.Equal("x001/000", TilePath.Of(1000));
        Assert.Equal("x001/x234/067", TilePath.Of(1234067));
    }

    [Fact]
    public async Task A_ledger_of_more_than_65536_entries_has_a_second_level_and_opens_from_it()
    {
        const int Many = 65_536 + 300;
        await _sandbox.FillTogetherAsync(Many);
        Assert.Equal(HashTile.FullLength, _sandbox.Read("tile/1/000").Length);
        Assert.Equal(Many, Assert.IsType<Verdict.Intact>(_sandbox.Verifier.Verify()).Head.Size);

        await _sandbox.FillAsync(1);

        var intact = Assert.IsType<Verdict.Intact>(_sandbox.Verifier.Verify());
        Assert.Equal(Many + 1, intact.Head.Size);
        foreach (var index in new[] { 0, 65_535, 65_536, Many })
        {
            Assert.IsType<Proofs.Proving.Proved>(_sandbox.Prover.ProveEntry(index));
        }

        _sandbox.Change("tile/1/000", bytes =>
        {
            bytes[33] ^= 1;
            return bytes;
        });
        var fault = Assert.Single(Assert.IsType<Verdict.Broken>(_sandbox.Verifier.Verify()).Faults);
        Assert.Equal(("ledger.tile-changed", "tile/1/000", 33L), (fault.Code, fault.File, fault.Offset));
        Assert.Contains("tile/1/000, byte 33", Assert.Single(Assert.IsType<StateStoreOpening.Refused>(_sandbox.TryOpen()).Why).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partial_tiles_stay_until_the_full_one_is_there()
    {
        await _sandbox.FillAsync(2);
        await _sandbox.FillAsync(1);
        Assert.Equal(["checkpoint", "checkpoints", "tail/0.entries", "tail/0.hashes", "tile/0/000.p/2", "tile/0/000.p/3", "tile/entries/000.p/2", "tile/entries/000.p/3"], _sandbox.LedgerFiles());

        await _sandbox.FillTogetherAsync(253);
        Assert.Equal(["checkpoint", "checkpoints", "tile/0/000", "tile/1/000.p/1", "tile/entries/000"], _sandbox.LedgerFiles());
    }

    [Fact]
    public async Task An_entry_in_a_bundle_is_canonical_json_after_two_bytes_of_length()
    {
        await _sandbox.FillAsync(1);
        var bundle = _sandbox.Read("tile/entries/000.p/1");

        Assert.Equal(bundle.Length - 2, (bundle[0] << 8) | bundle[1]);
        var text = Encoding.UTF8.GetString(bundle.AsSpan(2));
        Assert.StartsWith("""{"actor":"tester","at":"2""", text, StringComparison.Ordinal);
        Assert.EndsWith("""Z","data":{"number":0},"index":0,"sequence":1,"stream":"world","type":"test.happened"}""", text, StringComparison.Ordinal);
    }

    public void Dispose() => _sandbox.Dispose();

    private IEnumerable<byte[]> Fetch(string level, int size)
    {
        for (var number = 0; number < size / 256; number++)
        {
            yield return _sandbox.Read($"tile/{level}/{number:D3}");
        }

        if (size % 256 > 0)
        {
            yield return _sandbox.Read($"tile/{level}/{size / 256:D3}.p/{size % 256}");
        }
    }

    private static MerkleHash RootFrom(IEnumerable<MerkleHash> hashes) => CompactRange.RootOf(hashes);
}
