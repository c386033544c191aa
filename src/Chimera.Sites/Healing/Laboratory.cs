using System.Collections.Immutable;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Healing;

/// <summary>
/// Simulates repairs of one sort. Many are proved together; only when that fails are halves of them tried, so that a few bad ones among
/// thousands cost a few simulations.
/// </summary>
internal sealed class Laboratory(SiteSimulator simulator, Platform platform, DeployContext context, int maxRounds, CancellationToken cancel)
{
    /// <summary>Simulations in which one healer may fail for one sort of finding before the rest of them is given up.</summary>
    private const int MaxFailedOfOneSort = 200;

    /// <summary>Refused one by one without a single one proved, so many are enough to tell that the rest is no better.</summary>
    private const int EnoughRefused = 8;

    private readonly Dictionary<(string Healer, string Code), int> _failedOf = [];
    private readonly Dictionary<(string Healer, string Code), int> _refusedOf = [];
    private int _rounds;

    public bool IsExhausted => _rounds >= maxRounds;

    public List<Attempt> Attempts { get; } = [];

    /// <summary>As many of the repairs as can be proved; null when none can. Those refused are told to their histories.</summary>
    /// <param name="suggestions">Of one healer, for findings of one code, not touching one another.</param>
    public Trial.Proved? Prove(
        IReadOnlyList<Suggestion> suggestions, SiteFolder folder, Foresight before, Func<Suggestion, CaseHistory> historyOf)
    {
        cancel.ThrowIfCancellationRequested();
        var sort = (suggestions[0].Healer.Name, suggestions[0].Finding.Kind.Code);
        if (IsExhausted || _failedOf.GetValueOrDefault(sort) >= MaxFailedOfOneSort || _refusedOf.GetValueOrDefault(sort) >= EnoughRefused)
        {
            GiveUp(suggestions, historyOf);
            return null;
        }

        switch (Try(suggestions, folder, before))
        {
            case Trial.Proved proved:
                _refusedOf[sort] = int.MinValue;
                return proved;
            case Trial.Refused refused when suggestions is [var only]:
                _failedOf[sort] = _failedOf.GetValueOrDefault(sort) + 1;
                _refusedOf[sort] = _refusedOf.GetValueOrDefault(sort) + 1;
                historyOf(only).Refuse(only.Healer, refused.Why);
                Attempts.Add(new Attempt(only.Healer.Name, only.Finding.Kind.Code, refused.Why));
                return null;
        }

        _failedOf[sort] = _failedOf.GetValueOrDefault(sort) + 1;
        var half = suggestions.Count / 2;
        var one = Prove([.. suggestions.Take(half)], folder, before, historyOf);
        var other = Prove([.. suggestions.Skip(half)], folder, before, historyOf);
        return one is null || other is null
            ? one ?? other
            : Try([.. one.Suggestions, .. other.Suggestions], folder, before) as Trial.Proved ?? one;
    }

    private static void GiveUp(IReadOnlyList<Suggestion> suggestions, Func<Suggestion, CaseHistory> historyOf)
    {
        foreach (var suggestion in suggestions)
        {
            historyOf(suggestion).Pass(suggestion.Healer, $"'{suggestion.Healer.Name}' was given up after it had failed for others like it");
        }
    }

    private Trial Try(IReadOnlyList<Suggestion> suggestions, SiteFolder folder, Foresight before)
    {
        _rounds++;
        SiteFolder changed;
        try
        {
            changed = FolderChanges.Apply(folder, suggestions.SelectMany(one => one.Repair.Changes));
        }
        catch (ArgumentException e)
        {
            return new Trial.Refused(suggestions, $"it does not fit: {e.Message}");
        }

        var after = simulator.Foresee(platform, changed, context, cancel);
        return Proof.Against(suggestions, before, after) is { } why
            ? new Trial.Refused(suggestions, why)
            : new Trial.Proved(suggestions, changed, after);
    }
}
