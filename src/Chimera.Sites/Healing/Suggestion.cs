using Chimera.Sites.Findings;

namespace Chimera.Sites.Healing;

/// <summary>A repair and the finding that it is for.</summary>
internal sealed record Suggestion(SiteFinding Finding, Symptom Symptom, IHealer Healer, Repair Repair)
{
    /// <summary>It changes text alone: no file comes, goes or moves.</summary>
    public bool IsOfText => Repair.Changes.All(change => change is FileChange.Edit);
}
