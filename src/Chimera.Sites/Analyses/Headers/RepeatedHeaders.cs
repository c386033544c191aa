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
        Dictionary<string, Seen> seen = new(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var (name, value) in rule.Values)
            {
                var key = KeyOf(rule, name);
                if (seen.TryGetValue(key, out var earlier))
                {
                    yield return Compare(rule, earlier, name, value);
                }

                seen[key] = new Seen(name, value, rule.Place);
            }
        }
    }

    /// <summary>A header of a path: a slash at the end of the path makes no difference, nor does the letter case of the name.</summary>
    public static string KeyOf(HeaderRule rule, string name) => $"{name.ToLowerInvariant()}\n{rule.For.TrimEnd('/')}";

    private static SiteFinding Compare(HeaderRule rule, Seen earlier, string name, string value)
    {
        var where = $"for '{SafeText.Line(rule.For)}'{(earlier.Place is { } place ? $", first at {place}" : "")}";
        return earlier.Value == value
            ? new SiteFinding(
                HeaderFindings.Duplicate, $"{SafeText.Line(name)} is set twice to the same value {where}", rule.Place, Subject: name)
            : new SiteFinding(
                HeaderFindings.Conflict,
                earlier.Name == name
                    ? $"{SafeText.Line(name)} is set to two values {where}: only the later one is sent"
                    : $"{SafeText.Line(name)} and {SafeText.Line(earlier.Name)} are set to different values {where}: both are sent",
                rule.Place,
                Subject: name);
    }
}
