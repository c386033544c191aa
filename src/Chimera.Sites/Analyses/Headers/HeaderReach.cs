using System.Collections.Immutable;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Findings;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Rules whose headers nobody ever gets.</summary>
internal static class HeaderReach
{
    /// <summary>Comparisons of one pattern with one path.</summary>
    private const int MaxComparisons = 1_000_000;

    public static IEnumerable<SiteFinding> Check(HeaderSurvey survey, CancellationToken cancel)
    {
        if (survey.Files.IsEmpty)
        {
            yield break;
        }

        var sent = Sent(survey);
        var repeated = Repeated(survey.Foresight.Headers);
        var comparisons = 0;
        foreach (var rule in survey.Foresight.Headers)
        {
            cancel.ThrowIfCancellationRequested();
            var unsent = rule.Values
                .Where(value => !sent.Contains((value.Key.ToLowerInvariant(), value.Value)) && !repeated.Contains(KeyOf(rule, value)))
                .ToImmutableArray();
            if (unsent.IsEmpty)
            {
                continue;
            }

            comparisons += survey.Files.Length;
            if (comparisons > MaxComparisons)
            {
                yield break;
            }

            foreach (var finding in Judge(rule, unsent, survey))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<SiteFinding> Judge(HeaderRule rule, ImmutableArray<KeyValuePair<string, string>> unsent, HeaderSurvey survey)
    {
        if (survey.PatternOf(rule) is not { } pattern)
        {
            return [];
        }

        if (survey.Files.FirstOrDefault(file => pattern.IsMatch(file.Address) || pattern.IsMatch(PathEncoding.EncodeFile(file.Path))) is { } match)
        {
            return unsent.Select(value => Overridden(rule, value, match)).OfType<SiteFinding>();
        }

        // A rewrite may answer paths that no file has, and a function or a proxy is not ours to foresee.
        var response = survey.Foresight.Responder!.Respond(SiteRequest.Get(PathEncoding.Encode(pattern.Sample)));
        return response.Status is not 404
            ? []
            : [new SiteFinding(HeaderFindings.NeverApplies, $"no published file has a path like '{SafeText.Line(rule.For)}'", rule.Place, Subject: rule.For)];
    }

    private static SiteFinding? Overridden(HeaderRule rule, KeyValuePair<string, string> unsent, SentFile file) =>
        file.Headers.Any(header => header.Key == unsent.Key && header.Value != unsent.Value)
            ? new SiteFinding(
                HeaderFindings.Conflict,
                $"{SafeText.Line(unsent.Key)} for '{SafeText.Line(rule.For)}' is never sent: "
                    + $"a later rule sets it for every such path, '{SafeText.Line(file.Visited)}' for one",
                rule.Place,
                Remedy: "put the rule for the narrower path after the one for the wider",
                Subject: unsent.Key)
            : null;

    /// <summary>Headers that two rules set for the very same path: that is told of the pair already.</summary>
    private static HashSet<(string For, string Name)> Repeated(ImmutableArray<HeaderRule> rules)
    {
        HashSet<(string For, string Name)> seen = [];
        return [.. from rule in rules from value in rule.Values select KeyOf(rule, value) into key where !seen.Add(key) select key];
    }

    private static (string For, string Name) KeyOf(HeaderRule rule, KeyValuePair<string, string> value) =>
        (rule.For.TrimEnd('/'), value.Key.ToLowerInvariant());

    private static HashSet<(string Name, string Value)> Sent(HeaderSurvey survey)
    {
        HashSet<(string Name, string Value)> sent = [];
        HashSet<ImmutableArray<KeyValuePair<string, string>>> known = [];
        foreach (var file in survey.Files)
        {
            // Files of one rule mostly share the very same array.
            if (known.Add(file.Headers))
            {
                sent.UnionWith(file.Headers.Select(header => (header.Key.ToLowerInvariant(), header.Value)));
            }
        }

        return sent;
    }
}
