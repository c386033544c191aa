using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>Whether a redirect arrives.</summary>
internal static class RuleTrail
{
    public static SiteFinding? Check(RuleProbe probe, PublishedPaths files)
    {
        if (probe.Rule.Host is not null || !RedirectTrail.IsRedirect(probe.Own!))
        {
            return null;
        }

        return RedirectTrail.Follow(probe, files) switch
        {
            RedirectTrail.Circle circle => Finding(
                circle.Forced || !files.IsEmpty ? RuleFindings.Loop : RuleFindings.LoopUnlessFile, probe,
                circle.Redirects == 1 ? "leads to itself" : $"leads into a circle of redirects to '{probe.Own!.To}'"),
            RedirectTrail.Ends { Redirects: > 1 } chain => Finding(
                RuleFindings.Chain, probe,
                $"leads to '{probe.Own!.To}', which redirects again; after {chain.Redirects} redirects it is '{chain.At}'"),
            _ => null,
        };
    }

    private static SiteFinding Finding(FindingKind kind, RuleProbe probe, string what) =>
        new(kind, $"the rule for '{probe.Rule.From}' {what}", probe.Rule.Place, Subject: probe.Rule.From);
}
