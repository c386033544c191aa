namespace Chimera.Sites.Netlify.Matching;

/// <summary>One piece of a path pattern.</summary>
internal enum PatternPart
{
    /// <summary>A slash and a segment's text.</summary>
    Literal,

    /// <summary><c>/:name</c>: a slash and a whole segment.</summary>
    Placeholder,

    /// <summary><c>/*</c>: nothing, or a slash and whatever follows.</summary>
    Splat,

    /// <summary>The <c>*</c> at a segment's end, or the first segment: whatever follows, a slash before it not counted.</summary>
    OpenSplat,
}
