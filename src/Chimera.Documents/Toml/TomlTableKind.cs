namespace Chimera.Documents.Toml;

/// <summary>How a table came to be.</summary>
public enum TomlTableKind
{
    Root,

    /// <summary>By <c>[a]</c>.</summary>
    Header,

    /// <summary>By <c>[[a]]</c>: one of its items.</summary>
    ArrayItem,

    /// <summary>Because a header goes through it: a in <c>[a.b]</c>.</summary>
    Parent,

    /// <summary>Because a dotted key goes through it: a in <c>a.b = 1</c>.</summary>
    Dotted,

    /// <summary>By <c>{…}</c>.</summary>
    Inline,
}
