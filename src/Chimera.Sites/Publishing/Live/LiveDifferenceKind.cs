namespace Chimera.Sites.Publishing.Live;

/// <summary>In what a live answer differs from the foreseen one.</summary>
internal enum LiveDifferenceKind
{
    /// <summary>Then nothing else is compared.</summary>
    Status,
    Location,
    Content,
    Header,
}
