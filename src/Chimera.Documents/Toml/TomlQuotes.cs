namespace Chimera.Documents.Toml;

/// <summary>How a string is quoted.</summary>
public enum TomlQuotes
{
    /// <summary><c>"…"</c></summary>
    Basic,

    /// <summary><c>'…'</c></summary>
    Literal,

    /// <summary><c>"""…"""</c></summary>
    MultilineBasic,

    /// <summary><c>'''…'''</c></summary>
    MultilineLiteral,
}
