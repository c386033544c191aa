using Chimera.Documents;

namespace Chimera.Sites.Healing;

/// <summary>Chooses repairs whose edits do not touch one another, so that they can be made together.</summary>
internal static class Apart
{
    /// <param name="first">It is always among them.</param>
    public static List<Suggestion> From(Suggestion first, List<Suggestion> several)
    {
        var edits = several.SelectMany(Edits).OrderBy(one => one.File, StringComparer.Ordinal)
            .ThenBy(one => one.Edit.Span.Start).ThenBy(one => one.Edit.Span.End).ToList();
        var dropped = new HashSet<Suggestion>(ReferenceEqualityComparer.Instance);
        (Suggestion Of, string File, TextEdit Edit)? last = null;
        foreach (var one in edits.Where(one => !dropped.Contains(one.Of)))
        {
            if (last is { } before && one.File == before.File && before.Of != one.Of && Touch(before.Edit, one.Edit))
            {
                var loser = ReferenceEquals(one.Of, first) ? before.Of : one.Of;
                dropped.Add(loser);
                if (loser == one.Of)
                {
                    continue;
                }
            }

            last = one;
        }

        return [.. several.Where(one => !dropped.Contains(one))];
    }

    private static IEnumerable<(Suggestion Of, string File, TextEdit Edit)> Edits(Suggestion suggestion) =>
        suggestion.Repair.Changes.OfType<FileChange.Edit>().SelectMany(edit => edit.Edits.Select(one => (suggestion, edit.File, one)));

    // Texts that are put in at one place follow one another; the same text put in twice would be taken for one.
    private static bool Touch(TextEdit one, TextEdit next) => next.Span.Start < one.Span.End || next == one;
}
