using System.Collections.Immutable;

namespace Chimera.Sites.Watching;

/// <summary>
/// Which of the foreseen answers one look asks for: the root first, every rule each time, files in turns. So a look of a large site stays
/// polite, and every file has its turn within <see cref="Within"/> looks.
/// </summary>
internal sealed class LookRotation
{
    /// <summary>More rules than this are asked in turns too.</summary>
    public const int MostEachTime = 200;

    /// <summary>How many of those that take turns one look asks, and at most how many that were wrong besides.</summary>
    public const int InTurns = 50;

    private readonly ImmutableArray<WatchedAnswer> _always;
    private readonly ImmutableArray<WatchedAnswer> _turning;
    private int _next;

    /// <param name="always">The root first.</param>
    public LookRotation(IReadOnlyCollection<WatchedAnswer> always, IEnumerable<WatchedAnswer> turning)
    {
        ImmutableArray<WatchedAnswer> each = [.. always];
        _always = each[..Math.Min(each.Length, MostEachTime)];
        _turning = [.. each[_always.Length..], .. turning];
    }

    /// <summary>How many looks it takes until each answer was asked for.</summary>
    public int Within => Math.Max(1, (_turning.Length + InTurns - 1) / InTurns);

    public IEnumerable<WatchedAnswer> All => _always.Concat(_turning);

    public int Count => _always.Length + _turning.Length;

    /// <param name="again">Subjects that were wrong.</param>
    public ImmutableArray<WatchedAnswer> Next(IReadOnlySet<string> again)
    {
        var wrong = _turning.Where(answer => again.Contains(answer.Subject)).Take(InTurns);
        var turn = Enumerable.Range(_next, Math.Min(InTurns, _turning.Length)).Select(at => _turning[at % _turning.Length]).ToList();
        _next = _turning.Length == 0 ? 0 : (_next + turn.Count) % _turning.Length;
        return [.. _always.Concat(wrong).Concat(turn).DistinctBy(answer => answer.Subject)];
    }
}
