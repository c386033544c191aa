using Chimera.Engine.Validation;
using Chimera.Sites.Findings;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Healing;

/// <summary>Whether repairs did what they were for: their findings are gone, and nothing worse came in their place.</summary>
internal static class Proof
{
    /// <summary>Null when the repairs are good; otherwise why not.</summary>
    public static string? Against(IReadOnlyList<Suggestion> repairs, Foresight before, Foresight after)
    {
        if (after.Broken && !before.Broken)
        {
            return $"it would break the deploy: {after.Findings.FirstOrDefault()?.Message}";
        }

        // A reader that stops at the first thing it cannot read is on its way when it stops further on.
        if (repairs is [var only] && StoppedAt(before) is { } was && was == only.Finding && StoppedAt(after) is { } now
            && IsFurtherOn(only, was, now))
        {
            return null;
        }

        var (counted, counts) = (Counts(before), Counts(after));
        var meant = repairs.GroupBy(repair => Key(repair.Finding));
        if (meant.Any(group => counts.GetValueOrDefault(group.Key) > counted[group.Key] - group.Count()))
        {
            return "the finding would stay";
        }

        // A site that could not be simulated at all hides its other findings: they are no fault of the repair.
        var worse = before.Broken && !after.Broken ? null : after.Findings
            .FirstOrDefault(finding => finding.Kind.Severity > Severity.Note
                && counts[Key(finding)] > counted.GetValueOrDefault(Key(finding)) && !IsRevealed(finding, repairs));
        return worse is null ? null : $"it would bring another finding: {worse.Message} [{worse.Kind.Code}]";
    }

    // Places move when text is edited; what is said of them does not.
    private static (string Code, string Message, string? File) Key(SiteFinding finding) => 
        (finding.Kind.Code, Symptom.WithoutPlaces(finding.Message), finding.Place?.File);

    private static Dictionary<(string Code, string Message, string? File), int> Counts(Foresight foresight) =>
        foresight.Findings.GroupBy(Key).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>What was not read at all may have lesser faults, which are told once it is.</summary>
    private static bool IsRevealed(SiteFinding finding, IReadOnlyList<Suggestion> repairs) =>
        repairs.Any(repair => repair.Repair.Revives && finding.Kind.Severity < repair.Finding.Kind.Severity
            && finding.Place?.File == repair.Finding.Place?.File);

    private static SiteFinding? StoppedAt(Foresight foresight) =>
        foresight.Broken && foresight.Findings.Where(finding => finding.Kind.Severity > Severity.Note).Take(2).ToArray() is [var only]
            ? only
            : null;

    private static bool IsFurtherOn(Suggestion repair, SiteFinding was, SiteFinding now)
    {
        var edits = repair.Repair.Changes.OfType<FileChange.Edit>()
            .Where(edit => edit.File == now.Place?.File).SelectMany(edit => edit.Edits)
            .OrderBy(edit => edit.Span.Start).ToList();
        if (now.Place?.File != was.Place?.File || now.Span is not { } at || was.Span is not { } old)
        {
            return was != now && now.Kind.Code != was.Kind.Code;
        }

        var shift = 0;
        var moved = old.Start;
        foreach (var edit in edits)
        {
            var start = edit.Span.Start + shift;
            if (edit.Replacement.Length > 0 && at.Start >= start && at.Start < start + edit.Replacement.Length)
            {
                return false;
            }

            shift += edit.Replacement.Length - edit.Span.Length;
            moved += edit.Span.Start <= old.Start ? edit.Replacement.Length - edit.Span.Length : 0;
        }

        return at.Start > moved || (now.Kind.Code, now.Message) != (was.Kind.Code, was.Message);
    }
}
