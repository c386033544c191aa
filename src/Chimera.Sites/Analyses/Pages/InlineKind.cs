namespace Chimera.Sites.Analyses.Pages;

/// <summary>How code stands in a page.</summary>
internal enum InlineKind
{
    Script,
    Style,
    StyleAttribute,

    /// <summary>An attribute such as <c>onclick</c>.</summary>
    Handler,

    /// <summary>An address with <c>javascript:</c>.</summary>
    ScriptAddress,
}
