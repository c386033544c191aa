using Chimera.Documents;
using Chimera.Engine.Truth;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>A published HTML page or style sheet, as a browser reads it.</summary>
/// <param name="UrlPath">Decoded, with the file's name: <c>/docs/index.html</c>.</param>
/// <param name="Ids">What a fragment can name in it.</param>
/// <param name="IsScripted">Scripts run in it, so more may be in it than is written.</param>
/// <param name="Policies">Content security policies that it sets for itself, with where.</param>
internal sealed record Page(
    SourceFile Source,
    string UrlPath,
    bool IsHtml,
    IReadOnlyList<PageReference> References,
    IReadOnlyList<InlineCode> Inline,
    IReadOnlySet<string> Ids,
    bool IsScripted,
    IReadOnlyList<(string Policy, TextSpan Span)> Policies)
{
    /// <summary>It begins with front matter, so a generator will make another file of it before anybody sees it.</summary>
    public bool IsSource { get; init; }

    public Place PlaceOf(TextSpan span) => Source.PlaceOf(span);
}
