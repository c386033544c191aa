using System.Collections.Immutable;
using Chimera.Sites.Findings;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Config.Warnings;

/// <summary>One header under two spellings.</summary>
internal static class HeaderSpelling
{
    /// <summary>Only the first such pair is told, and of a name only its last use counts.</summary>
    public static SiteFinding? Warn(ConfigWarnings warnings, ImmutableArray<HeaderRule> rules)
    {
        var lasts = LastUses(rules);
        var uses = lasts.GroupBy(use => use.Lower, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var first = lasts.FindIndex(use => uses[use.Lower] > 1);
        if (first < 0)
        {
            return null;
        }

        var one = lasts[first];
        var other = lasts.Skip(first + 1).First(use => use.Lower == one.Lower);
        var path = one.Rule.For == other.Rule.For ? $" for \"{one.Rule.For}\"" : "";
        warnings.Add($"\nWarning: the same header is set twice with different cases{path}: \"{other.Name}\" and \"{one.Name}\"");
        return new SiteFinding(
            NetlifyConfigFindings.HeaderCase,
            $"the header '{one.Name}' for '{one.Rule.For}' is spelled '{other.Name}' for '{other.Rule.For}'",
            one.Rule.Place,
            Subject: one.Name);
    }

    /// <summary>In the order written.</summary>
    private static List<(HeaderRule Rule, string Name, string Lower)> LastUses(ImmutableArray<HeaderRule> rules)
    {
        List<(HeaderRule Rule, string Name, string Lower)> lasts = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var index = rules.Length - 1; index >= 0; index--)
        {
            for (var at = rules[index].Values.Length - 1; at >= 0; at--)
            {
                var name = rules[index].Values[at].Key;
                if (seen.Add(name))
                {
                    lasts.Add((rules[index], name, name.ToLowerInvariant()));
                }
            }
        }

        lasts.Reverse();
        return lasts;
    }
}
