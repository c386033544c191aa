using Chimera.Documents;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>A start tag.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Attributes">In order; of two with one name the first counts.</param>
/// <param name="Content">What stands in an element that holds text alone (script, style, title, textarea); empty for all others.</param>
internal sealed record HtmlTag(string Name, TextSpan Span, IReadOnlyList<HtmlAttribute> Attributes, TextSpan Content)
{
    public HtmlAttribute? Find(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute;
            }
        }

        return null;
    }

    public string? Value(string name) => Find(name)?.Value;
}
