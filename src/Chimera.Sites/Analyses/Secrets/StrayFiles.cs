using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>Makes one note of many alike: a build writes a source map for each script.</summary>
internal static class StrayFiles
{
    public static IEnumerable<SiteFinding> Gather(IReadOnlyList<SiteFinding> findings)
    {
        HashSet<string> told = [];
        foreach (var finding in findings)
        {
            if (finding.Kind != SecretFindings.SourceMaps && finding.Kind != SecretFindings.StrayFile)
            {
                yield return finding;
            }
            else if (told.Add(finding.Kind.Code))
            {
                var others = findings.Count(other => other.Kind == finding.Kind) - 1;
                yield return others == 0 ? finding : finding with { Message = $"{finding.Message}, and {others} more like it" };
            }
        }
    }
}
