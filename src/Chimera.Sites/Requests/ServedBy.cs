namespace Chimera.Sites.Requests;

/// <summary>What made the answer.</summary>
public enum ServedBy
{
    File,

    /// <summary>A file that is there although a rule matches: the rule is not forced.</summary>
    FileBeforeRule,

    /// <summary>The platform sends the visitor to the page's one true address (trailing slash, letter case).</summary>
    CanonicalUrl,
    Redirect,
    Rewrite,
    Proxy,
    NotFound,

    /// <summary>Files can only be read.</summary>
    MethodNotAllowed,

    /// <summary>The request is none: its path cannot be decoded.</summary>
    Malformed,

    /// <summary>Code that the platform runs; what it answers cannot be foreseen.</summary>
    Function,
}
