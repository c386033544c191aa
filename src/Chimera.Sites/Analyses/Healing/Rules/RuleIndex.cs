using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Chimera.Engine.Truth;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>The rules of a site by where they stand, compiled once for all findings.</summary>
internal sealed class RuleIndex
{
    private static readonly ConditionalWeakTable<Foresight, RuleIndex> Known = [];

    private readonly FrozenDictionary<Place, int> _indices;

    private RuleIndex(Foresight foresight)
    {
        Matcher = RedirectMatcher.Compile(foresight.Redirects);
        _indices = foresight.Redirects.Select((rule, index) => (rule.Place, index)).Where(one => one.Place is not null)
            .DistinctBy(one => one.Place).ToFrozenDictionary(one => one.Place!, one => one.index);
    }

    public RedirectMatcher Matcher { get; }

    public static RuleIndex Of(Foresight foresight) => Known.GetValue(foresight, one => new RuleIndex(one));

    public RedirectRule? At(Place? place) => place is not null && _indices.TryGetValue(place, out var index) ? Matcher.Rules[index] : null;

    /// <summary>What the requests that a rule is meant for meet; null when there is no rule.</summary>
    public RuleProbe? ProbeAt(Place? place) =>
        place is not null && Matcher.Failure is null && _indices.TryGetValue(place, out var index) ? new RuleProbe(Matcher, index) : null;

    /// <summary>Every address of the rule gets from the rule above what it would get from this one.</summary>
    public bool IsAnsweredAlike(Place? place)
    {
        if (ProbeAt(place) is not { } probe)
        {
            return false;
        }

        var alone = new RuleProbe(RedirectMatcher.Compile([probe.Rule]), 0);
        return alone.Hits.Length > 0 && probe.Hits.Zip(alone.Hits).All(pair => pair is { First: { } first, Second: { } second } && IsSame(first, second));
    }

    private static bool IsSame(RedirectMatch one, RedirectMatch other) =>
        one.To == other.To && one.Status == other.Status && one.Force == other.Force && one.Rule.Headers.SequenceEqual(other.Rule.Headers)
        && one.Rule.Signed == other.Rule.Signed;
}
