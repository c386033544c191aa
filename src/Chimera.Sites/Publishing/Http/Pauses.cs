using Chimera.Engine;

namespace Chimera.Sites.Publishing.Http;

/// <summary>How long to wait before asking again.</summary>
internal static class Pauses
{
    private const double LongestSeconds = 30;

    /// <summary>Longer each time, at random between half and all of it, so that many who failed together do not come back
    /// together.</summary>
    /// <param name="attempt">From zero.</param>
    public static TimeSpan BeforeRetry(int attempt, IChance chance) =>
        TimeSpan.FromSeconds(Math.Min(LongestSeconds, 0.5 * Math.Pow(2, Math.Min(attempt, 16))) * (0.5 + (0.5 * Fraction(chance))));

    /// <summary>Between two looks at something that takes its time: one second at first, ten in the end.</summary>
    public static TimeSpan BeforePoll(int poll) => TimeSpan.FromSeconds(Math.Min(10, Math.Pow(1.5, Math.Min(poll, 16))));

    /// <summary>Up to a second, so that what waited for the same moment does not come at once.</summary>
    public static TimeSpan Spread(IChance chance) => TimeSpan.FromSeconds(Fraction(chance));

    private static double Fraction(IChance chance) => (chance.Next() >> 11) * (1.0 / (1UL << 53));
}
