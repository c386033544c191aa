using Chimera.Engine.Truth;
using Chimera.Sites.Analyses.Assets;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Compares what pages hold and fetch with the policies they are sent with.</summary>
internal static class CspCheck
{
    public static IEnumerable<SiteFinding> Check(HeaderSurvey survey, CancellationToken cancel)
    {
        if (survey.Foresight.Responder is null)
        {
            return [];
        }

        var sent = survey.Files
            .Where(file => SiteCrawl.IsHtml(file.Path) && file.Values("Content-Security-Policy").Any())
            .ToDictionary(file => file.Path, StringComparer.Ordinal);
        var judge = new CspJudge();
        Dictionary<string, HashSet<SentPolicy>> sheets = new(StringComparer.Ordinal);
        Func<string, bool>? wanted = sent.Count > 0 ? null : text =>
            text.Contains("content-security-policy", StringComparison.OrdinalIgnoreCase);
        foreach (var page in new SiteCrawl(survey.Foresight.Published).FinishedPages(cancel, wanted).Where(page => page.IsHtml))
        {
            var policies = Policies(page, sent.GetValueOrDefault(page.UrlPath), survey).ToHashSet();
            foreach (var policy in policies)
            {
                cancel.ThrowIfCancellationRequested();
                judge.Judge(page, policy);
            }

            foreach (var sheet in Sheets(page).Where(_ => policies.Count > 0))
            {
                (sheets.TryGetValue(sheet, out var known) ? known : sheets[sheet] = []).UnionWith(policies);
            }
        }

        foreach (var page in sheets.Count == 0
            ? [] : new SiteCrawl(survey.Foresight.Published).FinishedPages(cancel).Where(page => !page.IsHtml))
        {
            foreach (var policy in sheets.GetValueOrDefault(page.UrlPath, []))
            {
                judge.Judge(page, policy);
            }
        }

        return judge.Findings();
    }

    private static IEnumerable<string> Sheets(Page page) =>
        from reference in page.References
        where reference.Kind == ReferenceKind.Style && reference.Target.IsLocal
        select PathEncoding.Decode(reference.Target.Path);

    private static IEnumerable<SentPolicy> Policies(Page page, SentFile? sent, HeaderSurvey survey)
    {
        foreach (var value in sent?.Values("Content-Security-Policy") ?? [])
        {
            var place = survey.RuleOf("Content-Security-Policy", value, sent!)?.Place;
            yield return new SentPolicy(value, place);
        }

        foreach (var (value, span) in page.Policies)
        {
            yield return new SentPolicy(value, page.PlaceOf(span));
        }
    }
}
