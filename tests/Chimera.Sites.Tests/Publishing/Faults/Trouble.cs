namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>What goes wrong with one request of a rollout.</summary>
internal enum Trouble
{
    None,
    SlowDown,
    SlowDownBare,
    Error500,
    Error502,
    Error503,
    SlowBefore,
    SlowAfter,
    CutBefore,
    CutAtFirstByte,
    CutInMiddle,
    CutAtLastByte,
    CutAnswer,
    HalfAnswer,
    Stale,
    StaleForLong,
    Late,
    Outage,
    KilledBefore,
    KilledAfter,
}
