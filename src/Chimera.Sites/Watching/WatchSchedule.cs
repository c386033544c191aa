using Chimera.Engine;

namespace Chimera.Sites.Watching;

/// <summary>
/// When to look again. As long as all is right, one look begins each interval. What is wrong for the first time is looked at again at once,
/// to tell a blip from a failure; a site that is known to fail is asked less and less often.
/// </summary>
internal sealed class WatchSchedule(TimeSpan every, IChance chance)
{
    private const int MostDoublings = 30;

    /// <summary>As soon as it makes sense to look again at what may have changed.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    private int _failing;

    /// <param name="took">How long the look itself took.</param>
    /// <returns>How long to wait from its end.</returns>
    public TimeSpan After(LookState state, TimeSpan took)
    {
        _failing = state == LookState.Failing ? Math.Min(_failing + 1, MostDoublings) : 0;
        return state switch
        {
            LookState.Right => Max(every - took, Min(every, Breath)),
            LookState.Suspect => Jittered(Min(every, Soon)),
            _ => Jittered(Min(every * Math.Pow(2, _failing), Max(every, Longest))),
        };
    }

    // At random between half and all of it: those who saw one failure together do not come back together.
    private TimeSpan Jittered(TimeSpan whole) => whole * (0.5 + (0.5 * (chance.Next() >> 11) * (1.0 / (1UL << 53))));

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
