using Chimera.Engine.Record.Merkle;

namespace Chimera.Engine.Tests.Record.Merkle;

public sealed class ExhaustiveProofTests
{
    private const int Largest = 300;

    private static readonly NaiveTree Tree = new([.. Enumerable.Range(0, Largest).Select(i => BitConverter.GetBytes(i * 7919))]);

    [Fact]
    public void Every_root_up_to_300_leaves_is_that_of_the_definition_and_grows_leaf_by_leaf()
    {
        var range = new CompactRange();
        for (var size = 0; size <= Largest; size++)
        {
            Assert.Equal(Tree.Mth(0, size), range.Root.ToArray());
            Assert.Equal(size, range.Size);
            if (size < Largest)
            {
                range.Append(Tree.Subtree(0, size));
            }
        }
    }

    [Fact]
    public void Every_inclusion_proof_up_to_300_leaves_is_that_of_the_definition_and_verifies()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var root = new MerkleHash(Tree.Mth(0, size));
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.Inclusion(Tree, index, size);
                Assert.Equal(Tree.Path(index, 0, size), proof.Path.Select(hash => hash.ToArray()));
                Assert.True(proof.Proves(Tree.Subtree(0, index), root), $"{index} in {size}");
            }
        }
    }

    [Fact]
    public void Every_consistency_proof_up_to_300_leaves_is_that_of_the_definition_and_verifies()
    {
        for (var size = 0; size <= Largest; size++)
        {
            var root = new MerkleHash(Tree.Mth(0, size));
            for (var old = 0; old <= size; old++)
            {
                var proof = MerkleTree.Consistency(Tree, old, size);
                Assert.Equal(old == 0 ? [] : Tree.Subproof(old, 0, size, true), proof.Path.Select(hash => hash.ToArray()));
                Assert.True(proof.Proves(new MerkleHash(Tree.Mth(0, old)), root), $"{old} to {size}");
            }
        }
    }

    [Fact]
    public void A_subtree_finds_its_place_only_after_a_multiple_of_its_size()
    {
        var range = new CompactRange();
        range.AppendSubtree(Tree.Subtree(6, 0), 6);
        range.AppendSubtree(Tree.Subtree(2, 16), 2);

        Assert.Equal(Tree.Mth(0, 68), range.Root.ToArray());
        Assert.Throws<InvalidOperationException>(() => range.AppendSubtree(Tree.Subtree(3, 9), 3));
    }
}
