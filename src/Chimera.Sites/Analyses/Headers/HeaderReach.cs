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
            List<string> unsent = [];
            foreach (var (name, value) in rule.Values)
            {
                if (!sent.Contains(HeaderSurvey.KeyOf(name, value)) && !repeated.Contains(RepeatedHeaders.KeyOf(rule, name)))
                {
                    unsent.Add(name);
                }
            }

            if (unsent.Count == 0)
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

    private static IEnumerable<SiteFinding> Judge(HeaderRule rule, List<string> unsent, HeaderSurvey survey)
    {
        if (survey.PatternOf(rule) is not { } pattern)
        {
            return [];
        }

        if (survey.Files
            .FirstOrDefault(file => pattern.IsMatch(file.Address) || pattern.IsMatch(PathEncoding.EncodeFile(file.Path))) is { } match)
        {
            return unsent.Select(name => Overridden(rule, name, match)).OfType<SiteFinding>();
        }

        // A rewrite may answer paths that no file has, and a function or a proxy is not ours to foresee.
        var response = survey.Foresight.Responder!.Respond(SiteRequest.Get(PathEncoding.Encode(pattern.Sample)));
        return response.Status is not 404
            ? []
            : [new SiteFinding(HeaderFindings.NeverApplies, $"no published file has a path like '{SafeText.Line(rule.For)}'", rule.Place,
                Subject: rule.For)];
    }

    private static SiteFinding? Overridden(HeaderRule rule, string name, SentFile file) =>
        file.Headers.Any(header => header.Key == name && rule.Values.All(value => value.Key != name || value.Value != header.Value))
            ? new SiteFinding(
                HeaderFindings.Conflict,
                $"{SafeText.Line(name)} for '{SafeText.Line(rule.For)}' is never sent: "
                    + $"a later rule sets it for every such path, '{SafeText.Line(file.Visited)}' for one",
                rule.Place,
                Remedy: "put the rule for the narrower path after the one for the wider",
                Subject: name)
            : null;

    /// <summary>Headers that two rules set for the very same path: that is told of the pair already.</summary>
    private static HashSet<string> Repeated(ImmutableArray<HeaderRule> rules)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        HashSet<string> repeated = new(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            foreach (var (name, _) in rule.Values)
            {
                var key = RepeatedHeaders.KeyOf(rule, name);
                if (!seen.Add(key))
                {
                    repeated.Add(key);
                }
            }
        }

        return repeated;
    }

    private static HashSet<string> Sent(HeaderSurvey survey)
    {
        HashSet<string> sent = new(StringComparer.Ordinal);
        foreach (var file in survey.Files)
        {
            foreach (var (name, value) in file.Headers)
            {
                sent.Add(HeaderSurvey.KeyOf(name, value));
            }
        }

        return sent;
    }
}
