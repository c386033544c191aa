using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Looks at the header rules, and at what comes of them for each published file.</summary>
internal sealed class HeaderAnalysis : IAnalysis
{
    public IEnumerable<SiteFinding> Analyse(Foresight foresight, SiteFolder folder, CancellationToken cancel)
    {
        List<SiteFinding> findings = [];
        foreach (var rule in foresight.Headers)
        {
            cancel.ThrowIfCancellationRequested();
            findings.AddRange(HeaderSyntax.Check(rule));
            findings.AddRange(IgnoredHeaders.Check(rule, foresight.Platform));
            findings.AddRange(SecurityHeaders.Check(rule));
            findings.AddRange(CspSyntax.Check(rule));
        }

        var survey = HeaderSurvey.Of(foresight, cancel);
        findings.AddRange(RepeatedHeaders.Check(foresight.Headers, cancel));
        findings.AddRange(HeaderReach.Check(survey, cancel));
        findings.AddRange(CrossOrigin.Check(survey));
        findings.AddRange(CachePins.Check(survey, cancel));
        findings.AddRange(CspCheck.Check(survey, cancel));
        return findings;
    }
}
