namespace Chimera.Sites.Analyses.Pages;

/// <summary>
/// The names that nearly every tag is made of, so that a page of a million tags does not hold a million copies of <c>href</c>.
/// </summary>
internal static class KnownNames
{
    private static readonly HashSet<string> Names =
    [
        "a", "alt", "article", "aria-label", "body", "button", "class", "code", "content", "crossorigin", "data-src", "div", "em", "footer",
        "form", "h1",
        "h2", "h3", "head", "header", "height", "href", "html", "i", "id", "img", "input", "integrity", "li", "link", "main", "media",
        "meta", "name", "nav",
        "nonce", "option", "p", "path", "pre", "rel", "script", "section", "sizes", "source", "span", "src", "srcset", "strong", "style",
        "svg", "table",
        "target", "td", "th", "title", "tr", "type", "ul", "use", "value", "width",
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Get(ReadOnlySpan<char> name) => BySpan.TryGetValue(name, out var known) ? known : name.ToString();
}
