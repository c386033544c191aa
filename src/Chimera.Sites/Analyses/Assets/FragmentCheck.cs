using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Assets;

/// <summary>
/// Compares the fragments of links with what the pages hold. Pages with scripts are left out: a script may make what a link names.
/// </summary>
internal sealed class FragmentCheck
{
    // Not the page itself: that would keep the text of every page in memory.
    private sealed record Link(Place Place, TextSpan Span, string Name, string Body);

    private const int MaxLinks = 100_000;
    private readonly Dictionary<string, IReadOnlySet<string>> _ids = new(StringComparer.Ordinal);
    private readonly List<Link> _links = [];

    public void Know(Page page)
    {
        if (page is { IsHtml: true, IsScripted: false })
        {
            _ids[page.UrlPath] = page.Ids;
        }
    }

    /// <param name="body">The file that the link leads to.</param>
    public void Refer(Page page, PageReference reference, string body)
    {
        if (reference.Kind == ReferenceKind.Link && Names(reference.Target.Fragment) && _links.Count < MaxLinks)
        {
            _links.Add(new Link(page.PlaceOf(reference.Span), reference.Span, reference.Target.Fragment!, body));
        }
    }

    public IEnumerable<SiteFinding> Findings()
    {
        var sightings = new Sightings();
        foreach (var (place, span, name, body) in _links)
        {
            if (_ids.TryGetValue(body, out var ids) && !ids.Contains(name) && !ids.Contains(PathEncoding.Decode(name)))
            {
                sightings.Add(AssetFindings.FragmentMissing, $"{body}#{name}", () => place, span, () =>
                    $"nothing in '{SafeText.Line(body)}' is called '{SafeText.Line(name)}'");
            }
        }

        return sightings.Findings();
    }

    private static bool Names(string? fragment) =>
        fragment is { Length: > 0 }
        && !fragment.Equals("top", StringComparison.OrdinalIgnoreCase)
        && !fragment.AsSpan().ContainsAny('/', '!', '=')
        && !fragment.Contains(":~:", StringComparison.Ordinal);
}
