using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>Whether something answers where a rule leads.</summary>
internal static class RuleDestination
{
    private const int NotFound = 404;

    public static SiteFinding? Check(RuleProbe probe, PublishedPaths files)
    {
        var hit = probe.Own!;
        if (files.IsEmpty || hit.To != probe.Rule.To || hit.To.Contains("/:", StringComparison.Ordinal) || !IsLocal(hit.To)
            || ProbeAddress.Parse(hit.To) is not { } to)
        {
            return null;
        }

        if (to.Path.StartsWith("/.netlify/", StringComparison.Ordinal) || files.Answers(to.Path))
        {
            return null;
        }

        var next = probe.Hit(to with { Query = to.Query.Length == 0 ? probe.OwnAddress!.Query : to.Query });
        return next is not null && next.Status != NotFound && (next.Index != probe.Index || RedirectTrail.IsRedirect(hit))
            ? null
            : new SiteFinding(
                RuleFindings.DestinationMissing, $"the rule for '{probe.Rule.From}' leads to '{hit.To}', where nothing is",
                probe.Rule.Place,
                Subject: hit.To);
    }

    private static bool IsLocal(string to) => to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal);
}
