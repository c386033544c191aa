using Chimera.Engine;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Tests.Publishing;

/// <summary>Waits are drawn at random, between two ends: who failed together does not come back together.</summary>
public sealed class PausesTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly IChance Least = new Always(0);
    private static readonly IChance Most = new Always(ulong.MaxValue);
    private static readonly IChance Middle = new Always(1UL << 63);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(16, 30)]
    [InlineData(1000, 30)]
    public void A_retry_waits_between_half_and_all_of_its_time(int attempt, double seconds)
    {
        var whole = TimeSpan.FromSeconds(seconds);

        Assert.Equal(whole / 2, Pauses.BeforeRetry(attempt, Least));
        Assert.Equal(whole * 0.75, Pauses.BeforeRetry(attempt, Middle));
        Assert.InRange(Pauses.BeforeRetry(attempt, Most), whole - Tick, whole);
    }

    [Fact]
    public void What_waits_for_the_same_moment_comes_up_to_a_second_after_it()
    {
        Assert.Equal(TimeSpan.Zero, Pauses.Spread(Least));
        Assert.Equal(TimeSpan.FromSeconds(0.5), Pauses.Spread(Middle));
        Assert.InRange(Pauses.Spread(Most), TimeSpan.FromSeconds(1) - Tick, TimeSpan.FromSeconds(1));
    }

    private sealed class Always(ulong draw) : IChance
    {
        public ulong Next() => draw;
    }
}
