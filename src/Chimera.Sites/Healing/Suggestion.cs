using System.Collections.Immutable;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Healing;

/// <summary>A repair and the finding that it is for.</summary>
internal sealed record Suggestion(SiteFinding Finding, Symptom Symptom, IHealer Healer, Repair Repair)
{
    /// <summary>The one file whose text it changes, and from where to where; null when it does more than that.</summary>
    public (string File, int Start, int End)? Reach { get; } = ReachOf(Repair.Changes);

    private static (string File, int Start, int End)? ReachOf(ImmutableArray<FileChange> changes) =>
        changes is [FileChange.Edit { Edits.IsEmpty: false } edit]
            ? (edit.File, edit.Edits.Min(one => one.Span.Start), edit.Edits.Max(one => one.Span.End))
            : null;
}
