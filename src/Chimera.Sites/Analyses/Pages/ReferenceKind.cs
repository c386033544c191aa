namespace Chimera.Sites.Analyses.Pages;

/// <summary>What a page wants with an address.</summary>
internal enum ReferenceKind
{
    Script,
    Style,
    Image,
    Font,
    Media,
    Frame,
    Plugin,

    /// <summary>The icon of the page.</summary>
    Icon,
    Manifest,

    /// <summary>Something to be loaded early; the page works without.</summary>
    Hint,

    /// <summary>A page, or a file, that a visitor may go to.</summary>
    Link,

    /// <summary>Where a form is sent.</summary>
    Form,
}
