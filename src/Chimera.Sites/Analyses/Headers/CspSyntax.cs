using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Policies that a browser reads otherwise than they are meant.</summary>
internal static class CspSyntax
{
    /// <summary>More of one policy helps nobody.</summary>
    private const int MaxFindings = 20;

    public static IEnumerable<SiteFinding> Check(HeaderRule rule)
    {
        foreach (var (name, value) in rule.Values)
        {
            if (!CspNames.Headers.Contains(name))
            {
                continue;
            }

            foreach (var (message, remedy, word) in value.Split(',').SelectMany(Policy).Take(MaxFindings))
            {
                yield return new SiteFinding(HeaderFindings.CspInvalid, $"{name}: {message}", rule.Place, Remedy: remedy, Subject: word);
            }
        }
    }

    private static IEnumerable<(string Message, string Remedy, string Word)> Policy(string text)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var (name, sources) in CspPolicy.Split(text))
        {
            if (!CspNames.Directives.Contains(name))
            {
                var near = Nearest.To(name.TrimEnd(':'), CspNames.Directives);
                yield return ($"unknown directive '{SafeText.Line(name)}'",
                    near is null ? "remove it, or separate it from what it belongs to" : $"write '{near}', if that is meant", name);
                continue;
            }

            if (!seen.Add(name))
            {
                yield return ($"'{name}' is there twice: browsers take the first alone", "join the two", name);
            }

            if (!CspNames.SourceLists.Contains(name))
            {
                continue;
            }

            foreach (var source in sources)
            {
                if (Source(name, source, sources.Length) is { } wrong)
                {
                    yield return (wrong.Message, wrong.Remedy, source);
                }
            }
        }
    }

    private static (string Message, string Remedy)? Source(string directive, string source, int count)
    {
        var shown = SafeText.Line(source);
        if (CspNames.NeedsQuotes(source))
        {
            return ($"{directive} has {shown} without quotes, which browsers take for the name of a host",
                $"write '{shown}', with the single quotes");
        }

        if (CspNames.Directives.Contains(source.ToLowerInvariant()))
        {
            return ($"{directive} has {shown} among its sources: the semicolon before it is missing", $"write a semicolon before {shown}");
        }

        if (source[0] != '\'')
        {
            return source[^1] == '\'' ? ($"{directive} has {shown} with one quote alone", "write both quotes, or none") : null;
        }

        var inner = source.Trim('\'');
        if (source.Length < 3 || source[^1] != '\'')
        {
            return ($"{directive} has {shown} with one quote alone", "write both quotes, or none");
        }

        if (!CspNames.NeedsQuotes(inner))
        {
            var near = Nearest.To(inner, CspNames.Keywords);
            return ($"{directive} has {shown}, which is no keyword", near is null
                ? "write hosts and schemes without quotes" : $"write '{near}', if that is meant");
        }

        return inner.Equals("none", StringComparison.OrdinalIgnoreCase) && count > 1
            ? ($"{directive} has 'none' beside other sources, where it is ignored", "remove 'none', or everything else") : null;
    }
}
