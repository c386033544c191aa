using System.Security.Cryptography;
using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Store.Keys;
using Chimera.Store.Ledger;
using Chimera.Store.Verification;

namespace Chimera.Store.Tests;

/// <summary>
/// Whole ledger folders, forged and judged by somebody who has the public key and a checkpoint that was kept: none is taken for the ledger
/// that it was, and each is told of where it was changed. The proofs and notes are forged in the tests of the engine.
/// </summary>
public sealed class ForgedLedgerTests : IDisposable
{
    private const int Forgeries = 1500;

    private readonly Sandbox _sandbox = new();
    private readonly EcdsaSigner _stranger = new(ECDsa.Create(ECCurve.NamedCurves.nistP256), KeyUse.Ledger);
    private Dictionary<string, byte[]> _true = [];
    private Dictionary<string, byte[]> _earlier = [];

    [Fact]
    public async Task No_forged_folder_verifies_and_each_is_told_of_where_it_was_changed()
    {
        await MakeAsync();
        var kept = _true["checkpoint"];
        using var key = EcdsaVerifier.FromPem(_sandbox.Key.ToPem(), KeyUse.Ledger)!;
        var verifier = new LedgerVerifier(_sandbox.Folder.Ledger, key);
        Assert.IsType<Verdict.Intact>(verifier.Verify(kept));

        var found = 0;
        for (var seed = 1; found < Forgeries; seed++)
        {
            Assert.True(seed < 2 * Forgeries, $"only {found} of {seed} changed anything");
            var forged = new Forgery(_true, _earlier, _stranger, new Random(seed)).Make();
            if (Changed(forged).All(file => SaysNothingFalse(file, forged)))
            {
                continue;
            }

            Write(forged);
            var verdict = verifier.Verify(kept);
            Assert.True(IsTold(verdict, forged), $"seed {seed}, {string.Join(' ', Changed(forged))}: {Told(verdict)}");
            found++;
            Write(_true, forged.Keys);
        }

        Assert.IsType<Verdict.Intact>(verifier.Verify(kept));
        Assert.Equal(Forgeries, found);
    }

    public void Dispose()
    {
        _stranger.Dispose();
        _sandbox.Dispose();
    }

    /// <summary>A full bundle, a tail, a blob, several checkpoints; and what all of it was some events earlier.</summary>
    private async Task MakeAsync()
    {
        await _sandbox.FillTogetherAsync(250);
        await using (var store = _sandbox.Open())
        {
            await store.Journal.AppendAsync(new("s", "t", new() { ["large"] = new string('x', 70_000) }), default);
        }

        await _sandbox.FillAsync(2);
        _earlier = Read();
        await _sandbox.FillAsync(8);
        _true = Read();
    }

    private Dictionary<string, byte[]> Read() => _sandbox.LedgerFiles().ToDictionary(file => file, _sandbox.Read);

    private void Write(Dictionary<string, byte[]> files, IEnumerable<string>? written = null)
    {
        foreach (var gone in (written ?? _true.Keys).Where(file => !files.ContainsKey(file)))
        {
            File.Delete(_sandbox.At(gone));
        }

        foreach (var (file, content) in files.Where(file => !File.Exists(_sandbox.At(file.Key)) || !File.ReadAllBytes(_sandbox.At(file.Key)).AsSpan().SequenceEqual(file.Value)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_sandbox.At(file))!);
            _sandbox.Write(file, content);
        }
    }

    private List<string> Changed(Dictionary<string, byte[]> forged) => [.. _true.Keys.Union(forged.Keys)
        .Where(file => !_true.TryGetValue(file, out var before) || !forged.TryGetValue(file, out var after) || !before.AsSpan().SequenceEqual(after)).Order(StringComparer.Ordinal)];

    /// <summary>What follows from the entries and is not there, or less of it, or again, says nothing false; nor does what was published earlier.</summary>
    private bool SaysNothingFalse(string file, Dictionary<string, byte[]> forged) =>
        file == "checkpoint" ? forged.TryGetValue(file, out var published) && published.AsSpan().SequenceEqual(_earlier[file])
        : file.EndsWith(".hashes", StringComparison.Ordinal) ? !forged.TryGetValue(file, out var after) || (_true.TryGetValue(file, out var before) && before.AsSpan().StartsWith(after))
        : file.Contains(".p/", StringComparison.Ordinal) && (!forged.TryGetValue(file, out var tile) || (_earlier.TryGetValue(file, out var once) && once.AsSpan().SequenceEqual(tile)));

    /// <summary>Never intact; and where one file was changed, a fault in it that begins where the change does, or where its entry, hash or record begins.</summary>
    private bool IsTold(Verdict verdict, Dictionary<string, byte[]> forged)
    {
        var places = verdict switch
        {
            Verdict.Broken broken => broken.Faults.Select(fault => (fault.File, Offset: fault.Offset ?? 0)).ToList(),
            Verdict.Unsigned unsigned => [(unsigned.End.File, unsigned.End.Offset)],
            _ => [],
        };
        if (Changed(forged) is not [var file])
        {
            return places.Count > 0;
        }

        var (before, after) = (_true.GetValueOrDefault(file) ?? [], forged.GetValueOrDefault(file) ?? []);
        var first = before.AsSpan().CommonPrefixLength(after);
        var start = file.Contains("entries", StringComparison.Ordinal) ? Bundle.Read(before).Entries.Select(entry => entry.Offset).LastOrDefault(offset => offset <= first)
            : file == "checkpoints" ? CheckpointLog.Split(before).Records.Select(record => record.Offset).LastOrDefault(offset => offset <= first)
            : file.StartsWith("blob/", StringComparison.Ordinal) ? 0
            : first / MerkleHash.Size * MerkleHash.Size;
        return places.Exists(place => place.File == file && place.Offset >= start && place.Offset <= Math.Max(first, start))
            || (!_true.ContainsKey(file) && places.Exists(place => place.File == file));
    }

    private static string Told(Verdict verdict) => verdict is Verdict.Broken broken ? string.Join("; ", broken.Faults.Take(5)) : $"{verdict}";
}
