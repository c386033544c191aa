using System.Collections.Immutable;
using Chimera.Sites.Findings;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Config.Warnings;

/// <summary>One header under two spellings.</summary>
internal static class HeaderSpelling
{
    private sealed record Use(HeaderRule Rule, string Name, string Lower);

    /// <summary>Only the first such pair is told, and of a name only its last use counts.</summary>
    public static SiteFinding? Warn(ConfigWarnings warnings, ImmutableArray<HeaderRule> rules)
    {
        var lasts = LastUses(rules);
        Dictionary<string, int> uses = new(StringComparer.Ordinal);
        foreach (var use in lasts)
        {
            uses[use.Lower] = uses.GetValueOrDefault(use.Lower) + 1;
        }

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
    private static List<Use> LastUses(ImmutableArray<HeaderRule> rules)
    {
        List<Use> lasts = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var index = rules.Length - 1; index >= 0; index--)
        {
            for (var at = rules[index].Values.Length - 1; at >= 0; at--)
            {
                var name = rules[index].Values[at].Key;
                if (seen.Add(name))
                {
                    lasts.Add(new Use(rules[index], name, name.ToLowerInvariant()));
                }
            }
        }

        lasts.Reverse();
        return lasts;
    }
}
