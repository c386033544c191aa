using System.Collections.Immutable;
using Chimera.Engine.Record.Merkle;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Engine.Tests.Record.Merkle;

public sealed class ForgeryTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly NaiveTree Tree = new([.. Enumerable.Range(0, 200).Select(i => new[] { (byte)i })]);

    private static readonly Arbitrary<(int Size, int Place, int Which, int Bit, int Kind)> Attempts =
        (from size in Gen.Choose(2, 200)
         from place in Gen.Choose(0, size - 1)
         from which in Gen.Choose(0, 1000)
         from bit in Gen.Choose(0, 255)
         from kind in Gen.Choose(0, 5)
         select (size, place, which, bit, kind)).ToArbitrary();

    [Fact]
    public void A_changed_inclusion_proof_never_verifies() => Prop.ForAll(Attempts, attempt =>
    {
        var (size, place, which, bit, kind) = attempt;
        var honest = MerkleTree.Inclusion(Tree, place, size);
        var (leaf, root) = (Tree.Subtree(0, place), MerkleTree.Root(Tree, size));
        var other = (place + 1 + (which % (size - 1))) % size;
        var forged = kind switch
        {
            0 => (honest with { Path = Flip(honest.Path, which, bit) }).Proves(leaf, root),
            1 => (honest with { Path = honest.Path.RemoveAt(which % honest.Path.Length) }).Proves(leaf, root),
            2 => (honest with { Path = honest.Path.Insert(which % (honest.Path.Length + 1), Flip(leaf, bit)) }).Proves(leaf, root),
            3 => (honest with { Index = other }).Proves(leaf, root),
            4 => honest.Proves(Tree.Subtree(0, other), root),
            _ => honest.Proves(leaf, Flip(root, bit)),
        };
        return honest.Proves(leaf, root) && !forged;
    }).Check(Runs);

    [Fact]
    public void A_changed_consistency_proof_never_verifies() => Prop.ForAll(Attempts, attempt =>
    {
        var (size, place, which, bit, kind) = attempt;
        var old = place + 1;
        var honest = MerkleTree.Consistency(Tree, old, size);
        var (oldRoot, root) = (MerkleTree.Root(Tree, old), MerkleTree.Root(Tree, size));
        var forged = kind switch
        {
            0 when !honest.Path.IsEmpty => (honest with { Path = Flip(honest.Path, which, bit) }).Proves(oldRoot, root),
            1 when !honest.Path.IsEmpty => (honest with { Path = honest.Path.RemoveAt(which % honest.Path.Length) }).Proves(oldRoot, root),
            2 => (honest with { Path = honest.Path.Add(Flip(root, bit)) }).Proves(oldRoot, root),
            3 => honest.Proves(Flip(oldRoot, bit), root),
            4 when old < size => honest.Proves(MerkleTree.Root(Tree, old - 1), root),
            _ => honest.Proves(oldRoot, Flip(root, bit)),
        };
        return honest.Proves(oldRoot, root) && !forged;
    }).Check(Runs);

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void An_index_outside_of_the_tree_proves_nothing(long index, long size) =>
        Assert.False(new InclusionProof(index, size, []).Proves(Tree.Subtree(0, 0), Tree.Subtree(0, 0)));

    [Fact]
    public void A_larger_tree_is_not_the_beginning_of_a_smaller_one() =>
        Assert.False(new ConsistencyProof(2, 1, []).Proves(MerkleTree.Root(Tree, 2), MerkleTree.Root(Tree, 1)));

    private static ImmutableArray<MerkleHash> Flip(ImmutableArray<MerkleHash> path, int which, int bit) =>
        path.SetItem(which % path.Length, Flip(path[which % path.Length], bit));

    private static MerkleHash Flip(MerkleHash hash, int bit)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return new MerkleHash(bytes);
    }
}
