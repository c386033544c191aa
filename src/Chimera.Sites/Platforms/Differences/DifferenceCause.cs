namespace Chimera.Sites.Platforms.Differences;

/// <summary>Why a request is answered differently on two platforms.</summary>
public enum DifferenceCause
{
    /// <summary>A rule decides on one platform, and another has no rules for this site at all.</summary>
    RulesNotRead,

    /// <summary>Rules are read on all platforms, and the answer differs nevertheless.</summary>
    RulesDiffer,

    /// <summary>A file is published on one platform and not on another.</summary>
    FilesDiffer,

    /// <summary>A slash at the end is kept, added, taken away or refused.</summary>
    TrailingSlash,

    /// <summary>The address without <c>.html</c> or <c>index.html</c>.</summary>
    CleanUrl,

    LetterCase,

    /// <summary>What is sent when there is nothing.</summary>
    NotFoundPage,

    /// <summary>Something other than reading.</summary>
    Method,

    /// <summary>The same answer with other headers.</summary>
    Headers,
}
