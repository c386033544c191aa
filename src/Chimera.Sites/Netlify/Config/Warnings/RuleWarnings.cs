using System.Collections.Immutable;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Config.Warnings;

/// <summary>The blocks that Netlify prints when rules are wrong.</summary>
internal static class RuleWarnings
{
    public static void AddHeaders(ConfigWarnings warnings, IReadOnlyList<string> errors) => Add(warnings, "headers", errors);

    public static void AddRedirects(ConfigWarnings warnings, IReadOnlyList<string> errors) => Add(warnings, "redirects", errors);

    private static void Add(ConfigWarnings warnings, string what, IReadOnlyList<string> errors)
    {
        if (errors.Count > 0)
        {
            warnings.Add($"\nWarning: some {what} have syntax errors:\n\n{string.Join("\n\n", errors)}");
        }
    }

    /// <summary>One header under two spellings. Only the first such pair is told, and of a name only its last use counts.</summary>
    public static void AddHeaderCase(ConfigWarnings warnings, ImmutableArray<HeaderRule> rules)
    {
        var lasts = new List<(string For, string Name, string Lower)>();
        HashSet<string> seen = new(StringComparer.Ordinal);
        Dictionary<string, int> uses = new(StringComparer.Ordinal);
        foreach (var rule in rules.Reverse())
        {
            foreach (var (name, _) in rule.Values.Reverse())
            {
                if (seen.Add(name))
                {
                    var lower = name.ToLowerInvariant();
                    lasts.Add((rule.For, name, lower));
                    uses[lower] = uses.GetValueOrDefault(lower) + 1;
                }
            }
        }

        lasts.Reverse();
        var first = lasts.FindIndex(header => uses[header.Lower] > 1);
        if (first < 0)
        {
            return;
        }

        var one = lasts[first];
        var other = lasts.Skip(first + 1).First(header => header.Lower == one.Lower);
        var place = one.For == other.For ? $" for \"{one.For}\"" : "";
        warnings.Add($"\nWarning: the same header is set twice with different cases{place}: \"{other.Name}\" and \"{one.Name}\"");
    }
}
