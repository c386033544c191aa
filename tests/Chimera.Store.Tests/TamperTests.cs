using System.Text;
using Chimera.Store.Ledger;
using Chimera.Store.Verification;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Store.Tests;

public sealed class TamperTests : IDisposable
{
    private const string Tail = "tail/1.entries";

    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task An_untouched_ledger_is_intact()
    {
        Assert.IsType<Verdict.Absent>(new LedgerVerifier(_sandbox.Folder.Ledger, new Keys.EcdsaSigner(System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256), Keys.KeyUse.Ledger).Verifier).Verify());
        await _sandbox.FillAsync(0);
        Assert.Equal(0, Assert.IsType<Verdict.Intact>(_sandbox.Verifier.Verify()).Head.Size);
        await _sandbox.FillTogetherAsync(300);
        await _sandbox.FillAsync(3);

        var intact = Assert.IsType<Verdict.Intact>(_sandbox.Verifier.Verify());
        Assert.Equal(303, intact.Head.Size);
        Assert.True(intact.Checkpoints >= 5);
    }

    [Fact]
    public async Task A_flipped_bit_is_found_at_its_entry()
    {
        await Make();
        foreach (var (file, first) in new[] { (LedgerPaths.Bundle(0), 0), (Tail, 256) })
        {
            var whole = _sandbox.Read(file);
            var entries = Bundle.Read(whole).Entries;
            for (var i = 0; i < entries.Length; i += 17)
            {
                Flip(file, (entries[i].Offset + Bundle.Prefix + (entries[i].Bytes.Length / 2)) * 8);

                var fault = Assert.Single(Broken().Faults);
                Assert.Equal(("ledger.entry-changed", file, entries[i].Offset, first + i), (fault.Code, fault.File, (int)fault.Offset!, (int)fault.Entry!));
                _sandbox.Write(file, whole);
            }
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_a_tile_is_found_in_the_tile()
    {
        await Make();
        foreach (var (file, entry) in new[] { (LedgerPaths.Tile(0, 0), 7), (LedgerPaths.TailHashes(1), 256 + 7), ("tile/0/001.p/47", 256), ("tile/1/000.p/1", 0) })
        {
            var whole = _sandbox.Read(file);
            Flip(file, Math.Min(7 * 32, whole.Length - 1) * 8);

            var fault = Assert.Single(Broken().Faults);
            Assert.Equal(("ledger.tile-changed", file, Math.Min(7 * 32, whole.Length - 1), entry), (fault.Code, fault.File, (int)fault.Offset!, (int)fault.Entry!));
            _sandbox.Write(file, whole);
        }
    }

    [Fact]
    public async Task A_flipped_bit_in_a_checkpoint_is_found_in_its_record()
    {
        await Make();
        var whole = _sandbox.Read("checkpoints");
        foreach (var record in CheckpointLog.Split(whole).Records)
        {
            Flip("checkpoints", (int)(record.Offset + 30) * 8);

            var fault = Broken().Faults[0];
            Assert.Equal(("ledger.checkpoint-changed", record.Offset), (fault.Code, fault.Offset));
            _sandbox.Write("checkpoints", whole);
        }

        Flip("checkpoint", 41);
        Assert.Equal(("ledger.published-changed", 5L), (Assert.Single(Broken().Faults).Code, Broken().Faults[0].Offset));
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_in_any_file_is_found()
    {
        await Make(withBlob: true);
        var files = _sandbox.LedgerFiles().Select(file => (File: file, Whole: _sandbox.Read(file))).Where(file => file.Whole.Length > 0).ToList();
        Assert.True(files.Count >= 9, string.Join(' ', files.Select(file => file.File)));
        var places = from file in Gen.Elements(files.AsEnumerable())
                     from at in Gen.Choose(0, file.Whole.Length - 1)
                     from bit in Gen.Choose(0, 7)
                     select (file.File, file.Whole, Bit: (at * 8) + bit);

        Prop.ForAll(places.ToArbitrary(), place =>
        {
            Flip(place.File, place.Bit);
            var verdict = _sandbox.Verifier.Verify();
            _sandbox.Write(place.File, place.Whole);
            return (verdict is Verdict.Broken broken && broken.Faults[0].File == place.File)
                || (verdict is Verdict.Unsigned && place.File == "checkpoints");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public async Task An_inserted_entry_is_found_where_it_was_put_in()
    {
        await Make();
        var entries = Bundle.Read(_sandbox.Read(Tail)).Entries;
        var at = entries[10].Offset;
        _sandbox.Change(Tail, bytes => [.. bytes[..at], .. Bundle.Frame(entries[9].Bytes.Span), .. bytes[at..]]);

        var fault = Broken().Faults[0];
        Assert.Equal((Tail, (long)at, 266L), (fault.File, fault.Offset!.Value, fault.Entry!.Value));
    }

    [Fact]
    public async Task Reordered_entries_are_found()
    {
        await Make();
        var entries = Bundle.Read(_sandbox.Read(Tail)).Entries;
        var swapped = entries.SetItem(4, entries[5]).SetItem(5, entries[4]);
        _sandbox.Write(Tail, [.. swapped.SelectMany(entry => Bundle.Frame(entry.Bytes.Span))]);

        var fault = Assert.Single(Broken().Faults);
        Assert.Equal((Tail, (long)entries[4].Offset, 260L), (fault.File, fault.Offset!.Value, fault.Entry!.Value));
        Assert.EndsWith("and so on to entry 261", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_file_is_found_where_it_ends()
    {
        await Make();
        var entries = Bundle.Read(_sandbox.Read(Tail)).Entries;
        _sandbox.Change(Tail, bytes => bytes[..(entries[20].Offset + 1)]);

        Assert.Equal((Tail, (long)entries[20].Offset, 276L), (Broken().Faults[0].File, Broken().Faults[0].Offset!.Value, Broken().Faults[0].Entry!.Value));
    }

    [Theory]
    [InlineData("tile/entries/000", "ledger.entry-missing")]
    [InlineData("tile/0/000", "ledger.tile-changed")]
    [InlineData("checkpoint", "ledger.published-missing")]
    [InlineData("checkpoints", "ledger.checkpoint-missing")]
    public async Task A_missing_file_is_found(string file, string code)
    {
        await Make();
        File.Delete(_sandbox.At(file));

        Assert.Contains(Broken().Faults, fault => fault.Code == code && fault.File == file);
    }

    [Fact]
    public async Task A_file_that_is_no_part_of_the_ledger_is_found()
    {
        await Make();
        foreach (var file in new[] { "tile/entries/001", "tile/0/001.p/48", "tail/9.entries", "tile/0/002", "note" })
        {
            _sandbox.Write(file, [0, 0]);
            Assert.Contains(Broken().Faults, fault => fault.File == file);
            File.Delete(_sandbox.At(file));
        }
    }

    [Fact]
    public async Task A_tail_rewritten_together_with_its_hashes_is_found_between_two_checkpoints()
    {
        await _sandbox.FillAsync(10);
        var entries = Bundle.Read(_sandbox.Read("tail/0.entries")).Entries;
        var forged = entries.Select((entry, i) => i < 6 ? entry.Bytes.ToArray() : Forge(entry)).ToList();
        _sandbox.Write("tail/0.entries", [.. forged.SelectMany(entry => Bundle.Frame(entry))]);
        _sandbox.Write("tail/0.hashes", [.. forged.SelectMany(entry => Engine.Record.Merkle.MerkleHashing.Leaf(entry).ToArray())]);

        var fault = Broken().Faults[0];
        Assert.Equal(("ledger.entries-rewritten", 6L), (fault.Code, fault.Entry));
    }

    [Fact]
    public async Task A_tail_rewritten_after_a_stale_checkpoint_is_unsigned_from_there()
    {
        await _sandbox.FillAsync(10);
        var stale = CheckpointLog.Split(_sandbox.Read("checkpoints")).Records[6];
        var bundle = Bundle.Read(_sandbox.Read("tail/0.entries"));
        _sandbox.Write("checkpoint", stale.Note.ToArray());
        _sandbox.Change("checkpoints", bytes => bytes[..(int)stale.End]);
        _sandbox.Write("tail/0.entries", [.. bundle.Entries.SelectMany((entry, i) => Bundle.Frame(i < 6 ? entry.Bytes.Span : Forge(entry)))]);
        Directory.Delete(_sandbox.At("tile"), recursive: true);

        var unsigned = Assert.IsType<Verdict.Unsigned>(_sandbox.Verifier.Verify());
        Assert.Equal((6L, 4L, "tail/0.entries", (long)bundle.Entries[6].Offset), (unsigned.End.FirstEntry, unsigned.End.Entries, unsigned.End.File, unsigned.End.Offset));
    }

    [Fact]
    public async Task A_ledger_put_back_whole_to_an_earlier_state_is_caught_by_a_kept_checkpoint_and_by_the_index()
    {
        await _sandbox.FillAsync(3);
        var earlier = _sandbox.Snapshot();
        await _sandbox.FillAsync(3);
        var kept = _sandbox.Read("checkpoint");
        var database = File.ReadAllBytes(_sandbox.Folder.Database);
        _sandbox.Restore(earlier);
        File.WriteAllBytes(_sandbox.Folder.Database, database);

        Assert.IsType<Verdict.Intact>(_sandbox.Verifier.Verify());
        Assert.Equal("ledger.rolled-back", Assert.Single(Assert.IsType<Verdict.Broken>(_sandbox.Verifier.Verify(kept)).Faults).Code);
        Assert.Equal("ledger.rolled-back", Assert.Single(Assert.IsType<StateStoreOpening.Refused>(_sandbox.TryOpen()).Why).Code);
    }

    [Fact]
    public async Task A_ledger_written_anew_with_its_own_key_is_caught_by_a_kept_checkpoint()
    {
        await _sandbox.FillAsync(5);
        var kept = _sandbox.Read("checkpoint");
        Directory.Delete(_sandbox.Folder.Ledger, recursive: true);
        _sandbox.ForgetIndex();
        await _sandbox.FillAsync(9);

        Assert.IsType<Verdict.Intact>(_sandbox.Verifier.Verify());
        Assert.Equal("ledger.forked", Assert.Single(Assert.IsType<Verdict.Broken>(_sandbox.Verifier.Verify(kept)).Faults).Code);
        Assert.IsType<Verdict.Intact>(_sandbox.Verifier.Verify(_sandbox.Read("checkpoint")));
    }

    [Fact]
    public async Task Another_key_signs_for_nothing()
    {
        await Make();
        using var other = new Keys.EcdsaSigner(System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256), Keys.KeyUse.Ledger);

        Assert.IsType<Verdict.Broken>(new LedgerVerifier(_sandbox.Folder.Ledger, other.Verifier).Verify());
    }

    [Fact]
    public async Task A_ledger_is_verified_while_it_is_written()
    {
        await using var store = _sandbox.Open();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 400; i++)
            {
                await Task.WhenAll(store.Journal.AppendAsync(Sandbox.Event(i), default), store.Journal.AppendAsync(Sandbox.Event(i), default));
            }
        });
        do
        {
            var verdict = store.Verifier.Verify();
            Assert.False(verdict is Verdict.Broken, (verdict as Verdict.Broken)?.Faults[0].ToString());
        }
        while (!writing.IsCompleted);

        await writing;
    }

    public void Dispose() => _sandbox.Dispose();

    /// <summary>A full bundle, and a tail of 47 entries.</summary>
    private async Task Make(bool withBlob = false)
    {
        await _sandbox.FillTogetherAsync(withBlob ? 299 : 300);
        if (withBlob)
        {
            await using var store = _sandbox.Open();
            await store.Journal.AppendAsync(new("s", "t", new() { ["large"] = new string('x', 70_000) }), default);
        }

        await _sandbox.FillAsync(3);
    }

    private Verdict.Broken Broken() => Assert.IsType<Verdict.Broken>(_sandbox.Verifier.Verify());

    private void Flip(string file, int bit) => _sandbox.Change(file, bytes =>
    {
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return bytes;
    });

    private static byte[] Forge(BundleEntry entry) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entry.Bytes.Span).Replace("tester", "forger", StringComparison.Ordinal));
}
