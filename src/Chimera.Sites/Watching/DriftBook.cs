using Chimera.Engine.Validation;

namespace Chimera.Sites.Watching;

/// <summary>What is known to be wrong with a site. An error counts when two looks in a row saw it, and is told once; one good look ends it.</summary>
internal sealed class DriftBook
{
    private readonly Dictionary<(string Subject, ConcernKind Kind), Concern> _suspected = [];
    private readonly Dictionary<(string Subject, ConcernKind Kind), Concern> _known = [];

    public LookState State =>
        _known.Values.Any(IsError) ? LookState.Failing : _suspected.Count > 0 ? LookState.Suspect : LookState.Right;

    /// <summary>What is to be looked at again, whoever's turn it is.</summary>
    public IReadOnlySet<string> Subjects => _suspected.Keys.Concat(_known.Keys).Select(key => key.Subject).ToHashSet(StringComparer.Ordinal);

    /// <summary>Everything that is wrong and was told.</summary>
    public IReadOnlyCollection<Concern> Known => _known.Values;

    /// <param name="judged">Whether this look could have seen it; what it could not stays as it was.</param>
    public DriftNews Fold(IEnumerable<Concern> seen, Func<string, ConcernKind, bool> judged)
    {
        var now = seen.DistinctBy(concern => concern.Key).ToDictionary(concern => concern.Key);
        var ended = _known.Values.Where(concern => !now.ContainsKey(concern.Key) && judged(concern.Subject, concern.Kind)).ToList();
        var blips = _suspected.Keys.Where(key => !now.ContainsKey(key) && judged(key.Subject, key.Kind)).ToList();
        ended.ForEach(concern => _known.Remove(concern.Key));
        blips.ForEach(key => _suspected.Remove(key));
        List<Concern> began = [];
        List<Concern> suspected = [];
        foreach (var concern in now.Values.Where(concern => !_known.ContainsKey(concern.Key)))
        {
            // A warning is read off a certificate, which does not flicker.
            if (_suspected.Remove(concern.Key) || !IsError(concern))
            {
                _known[concern.Key] = concern;
                began.Add(concern);
            }
            else
            {
                _suspected[concern.Key] = concern;
                suspected.Add(concern);
            }
        }

        return new DriftNews([.. began], [.. ended], [.. suspected], blips.Count);
    }

    private static bool IsError(Concern concern) => concern.Finding.Severity == Severity.Error;
}
