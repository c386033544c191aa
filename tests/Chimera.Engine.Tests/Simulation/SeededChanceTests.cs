using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

public sealed class SeededChanceTests
{
    [Fact]
    public void A_seed_means_the_published_numbers_of_SplitMix64()
    {
        SeededChance chance = new(1234567);

        ulong[] drawn = [chance.Next(), chance.Next(), chance.Next(), chance.Next(), chance.Next()];

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821], drawn);
    }

    [Fact]
    public void What_is_drawn_for_one_purpose_does_not_depend_on_other_draws()
    {
        SeededChance fresh = new(7);
        SeededChance used = new(7);
        used.Next();

        Assert.Equal(fresh.For("link").Next(), used.For("link").Next());
        Assert.NotEqual(fresh.For("link").Next(), fresh.For("disk").Next());
    }

    [Fact]
    public void Bounds_are_kept_and_reached()
    {
        SeededChance chance = new(1);

        var drawn = Enumerable.Range(0, 1000).Select(_ => chance.Between(3, 6)).ToHashSet();

        Assert.Equal([3, 4, 5, 6], drawn.Order());
    }
}
