using Chimera.Engine.Record;
using Chimera.Store.Ledger;
using Chimera.Store.Verification;

namespace Chimera.Store.Tests;

/// <summary>What a kill or a power cut can leave: any prefix of what was written after the last sync.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Entries = 6;
    private const string Tail = "tail/0.entries";

    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task A_tail_torn_at_any_byte_after_the_last_checkpoint_is_told_of_and_nothing_that_was_signed_is_lost()
    {
        await _sandbox.FillAsync(Entries);
        _sandbox.ForgetIndex();
        var whole = _sandbox.Snapshot();
        var tail = _sandbox.Read(Tail);
        var ends = Bundle.Read(tail).Entries.Select(entry => entry.End).Prepend(0).ToList();
        var records = CheckpointLog.Split(_sandbox.Read("checkpoints")).Records;

        for (var signed = Entries - 3; signed < Entries; signed++)
        {
            for (var length = ends[signed]; length <= tail.Length; length++)
            {
                _sandbox.Restore(whole);
                _sandbox.Write(Tail, tail[..length]);
                PutBack(records, signed);

                var kept = ends.FindLastIndex(end => end <= length);
                var hashes = (Entries - kept) * 32;
                await ExpectRecovered(signed, kept, length - ends[kept] + hashes, $"{signed} signed, tail of {length} bytes");
                Assert.Equal(kept * 32, _sandbox.Read("tail/0.hashes").Length - 32);
            }
        }
    }

    [Fact]
    public async Task A_checkpoint_torn_at_any_byte_is_told_of_and_its_entry_is_kept()
    {
        await _sandbox.FillAsync(Entries);
        _sandbox.ForgetIndex();
        var whole = _sandbox.Snapshot();
        var checkpoints = _sandbox.Read("checkpoints");
        var records = CheckpointLog.Split(checkpoints).Records;

        for (var length = records[^1].Offset; length < checkpoints.Length; length++)
        {
            _sandbox.Restore(whole);
            PutBack(records, Entries - 1);
            _sandbox.Write("checkpoints", checkpoints[..(int)length]);

            await ExpectRecovered(Entries - 1, Entries, (int)(length - records[^1].Offset), $"checkpoints of {length} bytes");
        }
    }

    [Fact]
    public async Task A_tail_that_ends_before_the_last_checkpoint_is_refused_where_it_ends_and_left_as_it_is()
    {
        await _sandbox.FillAsync(Entries);
        _sandbox.ForgetIndex();
        var tail = _sandbox.Read(Tail);
        var ends = Bundle.Read(tail).Entries.Select(entry => entry.End).Prepend(0).ToList();

        for (var length = ends[^4]; length < tail.Length; length++)
        {
            _sandbox.Write(Tail, tail[..length]);
            var kept = ends.FindLastIndex(end => end <= length);

            var why = Assert.IsType<StateStoreOpening.Refused>(_sandbox.TryOpen()).Why;
            Assert.Contains(why, finding => finding.Message.Contains($"(entry {kept}, {Tail}, byte {ends[kept]})", StringComparison.Ordinal));
            Assert.Equal(length, _sandbox.Read(Tail).Length);
        }
    }

    [Fact]
    public async Task Nothing_that_looks_like_an_entry_of_another_place_is_kept()
    {
        await _sandbox.FillAsync(3);
        _sandbox.ForgetIndex();
        var tail = _sandbox.Read(Tail);
        _sandbox.Write(Tail, [.. tail, .. tail]);

        await ExpectRecovered(3, 3, tail.Length, "a doubled tail");
    }

    [Fact]
    public async Task A_power_cut_that_left_zeros_in_the_tail_is_told_of()
    {
        await _sandbox.FillAsync(3);
        _sandbox.ForgetIndex();
        _sandbox.Change(Tail, bytes => [.. bytes, .. new byte[4096]]);

        await ExpectRecovered(3, 3, 4096, "zeros");
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(600)]
    public async Task Unsigned_entries_over_several_bundles_are_kept_and_signed_with_the_event_that_tells_of_them(int entries)
    {
        // A store whose seals never happened: all entries in tails, one checkpoint of none.
        await _sandbox.FillTogetherAsync(entries);
        _sandbox.ForgetIndex();
        for (var bundle = 0; bundle < entries / Bundle.Width; bundle++)
        {
            Directory.CreateDirectory(_sandbox.At("tail"));
            File.Move(_sandbox.At(LedgerPaths.Bundle(bundle)), _sandbox.At(LedgerPaths.TailEntries(bundle)));
        }

        Directory.Delete(_sandbox.At("tile"), recursive: true);
        PutBack(CheckpointLog.Split(_sandbox.Read("checkpoints")).Records, 0);

        await ExpectRecovered(0, entries, 0, $"{entries} unsigned");
    }

    [Fact]
    public async Task A_seal_cut_at_any_step_is_done_again()
    {
        await _sandbox.FillTogetherAsync(300);
        _sandbox.ForgetIndex();
        var hashes = _sandbox.Read(LedgerPaths.Tile(0, 0));
        File.Move(_sandbox.At(LedgerPaths.Bundle(0)), _sandbox.At(LedgerPaths.TailEntries(0)));
        var withTile = _sandbox.Snapshot();
        File.Delete(_sandbox.At(LedgerPaths.Tile(0, 0)));
        var withoutTile = _sandbox.Snapshot();
        _sandbox.Write(LedgerPaths.TailHashes(0), hashes);
        var withHashes = _sandbox.Snapshot();

        foreach (var state in new[] { withTile, withoutTile, withHashes })
        {
            _sandbox.Restore(state);
            Assert.IsType<Verdict.Intact>(_sandbox.Verifier.Verify());
            await using (var store = _sandbox.Open())
            {
                Assert.Equal(300, (await store.Journal.AppendAsync(Sandbox.Event(300), default)).Index);
            }

            Assert.True(File.Exists(_sandbox.At(LedgerPaths.Bundle(0))) && !File.Exists(_sandbox.At(LedgerPaths.TailEntries(0))));
            Assert.IsType<Verdict.Intact>(_sandbox.Verifier.Verify());
        }
    }

    [Fact]
    public async Task A_recovery_that_is_itself_cut_is_told_of_once_it_succeeds()
    {
        await _sandbox.FillAsync(3);
        _sandbox.ForgetIndex();
        var torn = new byte[] { 1, 2, 3 };
        _sandbox.Change(Tail, bytes => [.. bytes, .. torn]);
        var paths = new LedgerPaths(_sandbox.Folder.Ledger);
        var head = Checkpoint.Open(CheckpointLog.ReadLast(paths.At("checkpoints")).Last!.Note, _sandbox.Key)!;
        var tail = TailReader.Read(paths, head)!;
        new Recovery(paths).Settle(head, tail, tail.Fragments);
        Assert.Null(TailReader.Read(paths, head)!.Fragments.SingleOrDefault());

        await ExpectRecovered(3, 3, torn.Length, "cut after the truncation");

        await using var store = _sandbox.Open();
        Assert.Single(await JournalTests.All(store.Journal, "ledger"));
    }

    [Fact]
    public async Task A_ledger_that_was_closed_properly_is_told_nothing()
    {
        await _sandbox.FillAsync(3);
        await using var store = _sandbox.Open();

        Assert.Empty(await JournalTests.All(store.Journal, "ledger"));
    }

    public void Dispose() => _sandbox.Dispose();

    /// <summary>Takes the checkpoints back to the first so many, and what was published with them.</summary>
    private void PutBack(List<CheckpointRecord> records, int signed)
    {
        var record = records.Last(record => Checkpoint.Open(record.Note, _sandbox.Key)!.Size <= signed);
        _sandbox.Change("checkpoints", bytes => bytes[..(int)record.End]);
        _sandbox.Write("checkpoint", record.Note.ToArray());
        foreach (var partial in Directory.Exists(_sandbox.At("tile")) ? Directory.GetDirectories(_sandbox.At("tile"), "*.p", SearchOption.AllDirectories) : [])
        {
            Directory.Delete(partial, recursive: true);
        }
    }

    private async Task ExpectRecovered(int signed, int kept, int torn, string what)
    {
        var isSettled = (kept == signed && torn == 0) || File.Exists(_sandbox.At(LedgerPaths.Recovering));
        Assert.True(isSettled ? _sandbox.Verifier.Verify() is Verdict.Intact : _sandbox.Verifier.Verify() is Verdict.Unsigned, what);
        await using (var store = _sandbox.Open())
        {
            var told = await JournalTests.All(store.Journal, "ledger");
            if (kept == signed && torn == 0)
            {
                Assert.Empty(told);
            }
            else
            {
                var data = Assert.Single(told).Data;
                Assert.Equal(EventTypes.LedgerRecovered, told[0].Type);
                Assert.Equal(kept, told[0].Index);
                Assert.Equal((signed, kept - signed), (data["signed"]!.GetValue<int>(), data["unsigned"]!.GetValue<int>()));
                Assert.Equal(torn, data["fragments"]!.AsArray().Sum(fragment => fragment!["bytes"]!.GetValue<int>()));
            }

            Assert.Equal(kept, (await JournalTests.All(store.Journal, "world")).Count);
        }

        Assert.True(_sandbox.Verifier.Verify() is Verdict.Intact, $"{what}: {_sandbox.Verifier.Verify()}");
    }
}
