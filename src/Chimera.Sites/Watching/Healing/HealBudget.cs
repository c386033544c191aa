namespace Chimera.Sites.Watching.Healing;

/// <summary>How often a place may be healed: never a fight with a person who keeps changing it. It goes by the record, so that a watch that begins anew does not begin to count anew.</summary>
public static class HealBudget
{
    /// <summary>So many within <see cref="Window"/>.</summary>
    public const int Most = 3;

    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // After the first attempt, after the second.
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    /// <param name="earlier">When the place was healed before, in any order.</param>
    public static HealTurn Of(IEnumerable<DateTimeOffset> earlier, DateTimeOffset now)
    {
        var recent = earlier.Where(at => now - at < Window).Order().ToList();
        return recent.Count switch
        {
            0 => new HealTurn.Now(1),
            >= Most => new HealTurn.Spent(recent.Count),
            var count when recent[^1] + Waits[count - 1] is var next && next > now => new HealTurn.Later(next),
            var count => new HealTurn.Now(count + 1),
        };
    }
}
