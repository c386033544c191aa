using Chimera.Sites.Watching.Healing;

namespace Chimera.Sites.Tests.Watching;

public sealed class HealBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(1, 3601)]
    [InlineData(2, 60)]
    [InlineData(2, 61, 7200)]
    [InlineData(3, 300, 400)]
    public void It_is_healed_when_the_last_attempts_are_long_enough_ago(int attempt, params int[] secondsAgo) =>
        Assert.Equal(new HealTurn.Now(attempt), HealBudget.Of(At(secondsAgo), Now));

    [Theory]
    [InlineData(31, 29)]
    [InlineData(299, 1, 3000)]
    public void Soon_after_an_attempt_the_next_has_to_wait(int seconds, params int[] secondsAgo) =>
        Assert.Equal(new HealTurn.Later(Now.AddSeconds(seconds)), HealBudget.Of(At(secondsAgo), Now));

    [Fact]
    public void After_three_attempts_within_an_hour_a_person_decides() =>
        Assert.Equal(new HealTurn.Spent(3), HealBudget.Of(At(600, 1200, 3599), Now));

    private static IEnumerable<DateTimeOffset> At(params int[] secondsAgo) => secondsAgo.Select(ago => Now.AddSeconds(-ago));
}
