using System.Collections.Immutable;
using System.Text;
using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Engine.Record.Proofs;
using Chimera.Engine.Record.Signing;
using Chimera.Engine.Tests.Record.Merkle;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Engine.Tests.Record;

/// <summary>
/// 100,000 forgeries, each tried on the verifier that somebody with nothing but the public key would use. Always the same ones;
/// whole ledger folders are forged in the tests of the store.
/// </summary>
public sealed class ManyForgeriesTests : IDisposable
{
    private const int Inclusion = 40_000;
    private const int Consistency = 30_000;
    private const int ProofFiles = 12_000;
    private const int ContinuityFiles = 8_000;
    private const int Checkpoints = 10_000;
    private const int Largest = 300;

    private readonly TestKey _key = new("chimera.test/ledger");
    private readonly TestKey _stranger = new("chimera.test/ledger");
    private readonly byte[][] _entries = [.. Enumerable.Range(0, Largest).Select(i => LedgerEntry.Write(new RecordedEvent(i, "s", i + 1, DateTimeOffset.UnixEpoch, "a", "t", []), "{}"u8))];
    private readonly NaiveTree _tree;
    private readonly MerkleHash[] _roots;

    public ManyForgeriesTests()
    {
        _tree = new NaiveTree(_entries);
        _roots = [.. Enumerable.Range(0, Largest + 1).Select(size => MerkleTree.Root(_tree, size))];
    }

    [Fact]
    public void They_are_a_hundred_thousand() =>
        Assert.Equal(100_000, Inclusion + Consistency + ProofFiles + ContinuityFiles + Checkpoints);

    [Fact]
    public void No_forged_inclusion_proof_verifies()
    {
        var chance = new Random(1);
        for (var tried = 0; tried < Inclusion;)
        {
            var size = chance.Next(2, Largest + 1);
            var place = chance.Next(size);
            var other = (place + 1 + chance.Next(size - 1)) % size;
            var honest = MerkleTree.Inclusion(_tree, place, size);
            var (leaf, root) = (_tree.Subtree(0, place), _roots[size]);
            var (proof, itsLeaf, itsRoot) = chance.Next(8) switch
            {
                0 => (honest with { Index = other }, leaf, root),
                1 => (honest with { Index = chance.NextInt64() * (chance.Next(2) == 0 ? 1 : -1) }, leaf, root),
                2 => (honest, _tree.Subtree(0, other), root),
                3 => (honest, leaf, Flip(root, chance)),
                4 => (honest, leaf, _roots[chance.Next(size)]),
                5 => (MerkleTree.Inclusion(_tree, other, size) with { Index = place }, leaf, root),

                // The sibling in the place of the leaf, with what leads on from both.
                6 => (honest with { Index = place / 2, Size = (size + 1) / 2, Path = honest.Path[1..] }, honest.Path[0], root),
                _ => (honest with { Path = Forge(honest.Path, chance) }, leaf, root),
            };
            if (proof.Index == place && itsLeaf == leaf && itsRoot == root && proof.Path.SequenceEqual(honest.Path))
            {
                continue;
            }

            tried++;
            Assert.False(proof.Proves(itsLeaf, itsRoot), $"forgery {tried}: {place} of {size}");
        }
    }

    [Fact]
    public void No_forged_consistency_proof_verifies()
    {
        var chance = new Random(2);
        for (var tried = 0; tried < Consistency;)
        {
            var size = chance.Next(2, Largest + 1);
            var old = chance.Next(1, size);
            var honest = MerkleTree.Consistency(_tree, old, size);
            var (oldRoot, root) = (_roots[old], _roots[size]);
            var (proof, itsOld, itsRoot) = chance.Next(7) switch
            {
                0 => (honest, Flip(oldRoot, chance), root),
                1 => (honest, oldRoot, Flip(root, chance)),
                2 => (honest, _roots[chance.Next(Largest)], root),
                3 => (honest, oldRoot, _roots[chance.Next(Largest)]),
                4 => (honest, root, oldRoot),
                5 => (MerkleTree.Consistency(_tree, chance.Next(1, size), size) with { OldSize = old }, oldRoot, root),
                _ => (honest with { Path = Forge(honest.Path, chance) }, oldRoot, root),
            };
            if (itsOld == oldRoot && itsRoot == root && proof.Path.SequenceEqual(honest.Path))
            {
                continue;
            }

            tried++;
            Assert.False(proof.Proves(itsOld, itsRoot), $"forgery {tried}: {old} of {size}");
        }
    }

    [Fact]
    public void No_forged_proof_file_proves_anything()
    {
        string[] honest = [Prove(11, 20).Text, Prove(0, Largest).Text, Prove(255, 256).Text, (Prove(11, 20) with { Entry = _entries[12] }).Text, (Prove(7, 20) with { Checkpoint = Sign(20, _stranger) }).Text, NodeAsEntry().Text];
        Try(ProofFiles, "proof", honest, ["extra ", "index ", "\n\n", "— ", _tree.Subtree(0, 3).ToBase64() + "\n", Encoding.UTF8.GetString(Sign(21, _key))], text =>
            TlogProof.Read(text) is { } proof && proof.Check(_key) is ProofCheck.Proved proved
                ? proved.Head.Root == _roots[proved.Head.Size] && _entries[proved.Entry.Index].AsSpan().SequenceEqual(proof.Entry.Span)
                : null);
    }

    [Fact]
    public void No_forged_continuity_file_proves_anything()
    {
        var kept = Sign(7, _key);
        string[] honest = [Continue(7, 20, _key), Continue(7, Largest, _key), Continue(8, 20, _key), Continue(7, 20, _stranger)];
        Try(ContinuityFiles, "continuity", honest, ["old ", "\n\n", "— ", _tree.Subtree(0, 3).ToBase64() + "\n", Encoding.UTF8.GetString(Sign(21, _key))], text =>
            ContinuityProof.Read(text)?.Check(kept, _key) is ContinuityCheck.Continued continued
                ? continued.Newer.Root == _roots[continued.Newer.Size] && continued.Older.Size == 7
                : null);
    }

    [Fact]
    public void No_forged_checkpoint_is_opened()
    {
        byte[][] honest = [Sign(0, _key), Sign(20, _key), Sign(Largest, _key), Sign(20, _stranger)];
        Try(Checkpoints, "checkpoint", honest.Select(Encoding.UTF8.GetString), ["— ", "\n\n", "\n", _roots[21].ToBase64(), "21", Encoding.UTF8.GetString(honest[1])], text =>
            Checkpoint.Open(Encoding.UTF8.GetBytes(text), _key) is { } opened ? opened.Origin == _key.Name && opened.Root == _roots[opened.Size] : null);
    }

    public void Dispose()
    {
        _key.Dispose();
        _stranger.Dispose();
    }

    /// <summary>
    /// Tries so many changed texts. One that still says what was signed for (a signature line written twice, another honest text) is no
    /// forgery and does not count; one that says anything else fails.
    /// </summary>
    /// <param name="isTrue">Null when the text proves nothing; otherwise whether what it proves is so.</param>
    private static void Try(int count, string name, IEnumerable<string> honest, string[] words, Func<string, bool?> isTrue)
    {
        var target = FuzzTarget.Text(name, honest, _ => null).With(words);
        var (forged, seed) = (0, 0);
        while (forged < count)
        {
            var text = Encoding.UTF8.GetString(Mutator.Make(target, ++seed));
            var proves = isTrue(text);
            Assert.True(proves ?? true, $"{name}, seed {seed}: {text}");
            forged += proves is null ? 1 : 0;
        }

        Assert.Equal(count, forged);
        Assert.True(seed < count * 2, $"{seed} attempts for {count} forgeries: too many change nothing");
    }

    private static ImmutableArray<MerkleHash> Forge(ImmutableArray<MerkleHash> path, Random chance)
    {
        var (at, other) = (chance.Next(path.Length + 1), chance.Next(path.Length + 1));
        return chance.Next(7) switch
        {
            0 when at < path.Length => path.SetItem(at, Flip(path[at], chance)),
            1 when at < path.Length => path.RemoveAt(at),
            2 => path[..at],
            3 when at < path.Length && other < path.Length => path.SetItem(at, path[other]).SetItem(other, path[at]),
            4 when other < path.Length => path.Insert(at, path[other]),
            5 => [.. path.Reverse()],
            _ => path.Insert(at, Any(chance)),
        };
    }

    private static MerkleHash Flip(MerkleHash hash, Random chance)
    {
        var bytes = hash.ToArray();
        bytes[chance.Next(bytes.Length)] ^= (byte)(1 << chance.Next(8));
        return new MerkleHash(bytes);
    }

    private static MerkleHash Any(Random chance)
    {
        var bytes = new byte[MerkleHash.Size];
        chance.NextBytes(bytes);
        return new MerkleHash(bytes);
    }

    private TlogProof Prove(int index, int size) => new(_entries[index], index, MerkleTree.Inclusion(_tree, index, size).Path, Sign(size, _key));

    /// <summary>What an inner node is hashed from, given out as an entry: only the prefix of a leaf's hash tells them apart.</summary>
    private TlogProof NodeAsEntry()
    {
        var honest = Prove(6, 20);
        byte[] node = [.. _tree.Subtree(0, 6).ToArray(), .. _tree.Subtree(0, 7).ToArray()];
        return honest with { Entry = node, Index = 3, Path = honest.Path[1..] };
    }

    private string Continue(int old, int size, ISigner signer) => new ContinuityProof(old, MerkleTree.Consistency(_tree, old, size).Path, Sign(size, signer)).Text;

    private byte[] Sign(int size, ISigner signer) => new Checkpoint(signer.Verifier.Name, size, _roots[size]).Sign(signer);
}
