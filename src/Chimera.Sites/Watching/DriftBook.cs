using Chimera.Engine.Validation;

namespace Chimera.Sites.Watching;

/// <summary>
/// What is known to be wrong with a site. An error counts when two looks in a row saw it, and is told once; one good look ends it. Two
/// looks in a row that were wrong, each in something else, are a failure too: of a site that is unsteady.
/// </summary>
internal sealed class DriftBook
{
    private const string Site = "the site";

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
        var wasSuspect = State == LookState.Suspect;
        var ended = _known.Values.Where(concern => concern.Kind == ConcernKind.Unsteady ? !now.Values.Any(IsError) : Gone(concern.Key)).ToList();
        var blips = _suspected.Keys.Where(Gone).ToList();
        ended.ForEach(concern => _known.Remove(concern.Key));
        blips.ForEach(key => _suspected.Remove(key));
        List<Concern> began = [];
        List<Concern> suspected = [];
        foreach (var concern in now.Values.Where(concern => !_known.ContainsKey(concern.Key)))
        {
            // A warning is read off a certificate, which does not flicker.
            if (_suspected.Remove(concern.Key) || !IsError(concern))
            {
                Begin(concern, began);
            }
            else
            {
                _suspected[concern.Key] = concern;
                suspected.Add(concern);
            }
        }

        if (wasSuspect && suspected.Count > 0 && State == LookState.Suspect)
        {
            var unsteady = Finding.Error(
                "drift.unsteady", $"two looks in a row were wrong, each in something else; now: {suspected[0].Finding.Message}",
                "look at the errors of its server");
            Begin(new Concern(Site, ConcernKind.Unsteady, unsteady), began);
        }

        return new DriftNews([.. began], [.. ended], [.. suspected], blips.Count);

        bool Gone((string Subject, ConcernKind Kind) key) => !now.ContainsKey(key) && judged(key.Subject, key.Kind);
    }

    private void Begin(Concern concern, List<Concern> began)
    {
        _known[concern.Key] = concern;
        began.Add(concern);
    }

    private static bool IsError(Concern concern) => concern.Finding.Severity == Severity.Error;
}
