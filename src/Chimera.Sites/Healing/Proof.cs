using Chimera.Engine.Validation;
using Chimera.Sites.Findings;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Healing;

/// <summary>Whether a repair did what it was for: the finding is gone, and nothing worse came in its place.</summary>
internal static class Proof
{
    /// <summary>Null when the repair is good; otherwise why not.</summary>
    public static string? Against(SiteFinding healed, Foresight before, Foresight after)
    {
        if (after.Broken && !before.Broken)
        {
            return $"it would break the deploy: {after.Findings.FirstOrDefault()?.Message}";
        }

        var was = Counts(before);
        var now = Counts(after);
        if (now.GetValueOrDefault(Key(healed)) >= was[Key(healed)])
        {
            return "the finding would stay";
        }

        // A site that could not be simulated at all hides its other findings: they are no fault of the repair.
        var worse = before.Broken && !after.Broken ? null : after.Findings
            .Where(finding => finding.Kind.Severity > Severity.Note && now[Key(finding)] > was.GetValueOrDefault(Key(finding)))
            .FirstOrDefault(finding => now[Key(finding)] > was.GetValueOrDefault(Key(finding)));
        return worse is null ? null : $"it would bring another finding: {worse.Message} [{worse.Kind.Code}]";
    }

    // Places move when text is edited; what is said of them does not.
    public static (string Code, string Message, string? File) Key(SiteFinding finding) => (finding.Kind.Code, finding.Message, finding.Place?.File);

    private static Dictionary<(string Code, string Message, string? File), int> Counts(Foresight foresight) =>
        foresight.Findings.GroupBy(Key).ToDictionary(group => group.Key, group => group.Count());
}
