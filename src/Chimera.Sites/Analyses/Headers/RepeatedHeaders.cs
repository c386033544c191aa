using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>One header set twice by rules for the same paths.</summary>
internal static class RepeatedHeaders
{
    private sealed record Seen(string Name, string Value, Place? Place);

    public static IEnumerable<SiteFinding> Check(ImmutableArray<HeaderRule> rules, CancellationToken cancel)
    {
        Dictionary<(string For, string Name), Seen> seen = [];
        foreach (var rule in rules)
        {
            cancel.ThrowIfCancellationRequested();
            var path = rule.For.TrimEnd('/');
            foreach (var (name, value) in rule.Values)
            {
                var key = (path, name.ToLowerInvariant());
                if (seen.TryGetValue(key, out var earlier))
                {
                    yield return Compare(rule, earlier, name, value);
                }

                seen[key] = new Seen(name, value, rule.Place);
            }
        }
    }

    private static SiteFinding Compare(HeaderRule rule, Seen earlier, string name, string value)
    {
        var where = $"for '{SafeText.Line(rule.For)}'{(earlier.Place is { } place ? $", first at {place}" : "")}";
        return earlier.Value == value
            ? new SiteFinding(HeaderFindings.Duplicate, $"{SafeText.Line(name)} is set twice to the same value {where}", rule.Place, Subject: name)
            : new SiteFinding(
                HeaderFindings.Conflict,
                earlier.Name == name
                    ? $"{SafeText.Line(name)} is set to two values {where}: only the later one is sent"
                    : $"{SafeText.Line(name)} and {SafeText.Line(earlier.Name)} are set to different values {where}: both are sent",
                rule.Place,
                Subject: name);
    }
}
