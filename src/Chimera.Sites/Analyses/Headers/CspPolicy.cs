using System.Collections.Immutable;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>One content security policy (Content Security Policy Level 3, §2.2).</summary>
/// <param name="directives">By name in lower case; of two with one name the first counts.</param>
internal sealed class CspPolicy(Dictionary<string, ImmutableArray<string>> directives)
{
    private bool IsEmpty => directives.Count == 0;

    /// <summary>A header may hold more than one, with commas between them; all of them hold.</summary>
    public static ImmutableArray<CspPolicy> ParseList(string value) =>
        [.. value.Split(',').Select(Parse).Where(policy => !policy.IsEmpty)];

    private static CspPolicy Parse(string text)
    {
        var directives = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var (name, sources) in Split(text))
        {
            directives.TryAdd(name, sources);
        }

        return new CspPolicy(directives);
    }

    /// <summary>The directives in order, also those that are there twice.</summary>
    public static IEnumerable<(string Name, ImmutableArray<string> Sources)> Split(string text)
    {
        foreach (var part in text.Split(';'))
        {
            var words = part.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                yield return (words[0].ToLowerInvariant(), [.. words.Skip(1)]);
            }
        }
    }

    /// <summary>The first of these directives that is there, or <c>default-src</c>; null when nothing is said.</summary>
    public (string Name, CspSources Sources)? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (directives.TryGetValue(name, out var sources))
            {
                return (name, new CspSources(sources));
            }
        }

        return directives.TryGetValue("default-src", out var others) ? ("default-src", new CspSources(others)) : null;
    }
}
