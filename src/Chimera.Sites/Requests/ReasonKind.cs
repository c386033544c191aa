namespace Chimera.Sites.Requests;

/// <summary>How a reason bears on the answer.</summary>
public enum ReasonKind
{
    /// <summary>This is what decided.</summary>
    Decided,

    /// <summary>A rule of the same path that did not apply, and the condition it failed on.</summary>
    NotMet,

    /// <summary>A rule that would have applied, had not an earlier one.</summary>
    Shadowed,

    /// <summary>A rule the platform skips to keep the visitor out of a loop.</summary>
    Guarded,

    /// <summary>What is not known for certain, or differs between the platform's tools and the live platform.</summary>
    Doubt,
}
