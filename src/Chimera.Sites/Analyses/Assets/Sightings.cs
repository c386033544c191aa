using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Assets;

/// <summary>Findings about references, one for each thing they lead to: the place of the first, and how many there are.</summary>
internal sealed class Sightings
{
    private sealed record Sighting(FindingKind Kind, string Message, SiteFinding First)
    {
        public int Count { get; set; } = 1;
    }

    private readonly Dictionary<(string Code, string Subject), Sighting> _all = [];
    private readonly List<Sighting> _order = [];

    public void Add(FindingKind kind, string subject, Page page, PageReference reference, Func<string> message) =>
        Add(kind, subject, () => page.PlaceOf(reference.Span), reference.Span, message);

    /// <param name="place">Asked for only for the first of a kind and subject, like the message.</param>
    public void Add(FindingKind kind, string subject, Func<Place> place, TextSpan span, Func<string> message, string? remedy = null)
    {
        if (_all.TryGetValue((kind.Code, subject), out var known))
        {
            known.Count++;
            return;
        }

        var text = message();
        var sighting = new Sighting(kind, text, new SiteFinding(kind, text, place(), span, remedy, subject));
        _all.Add((kind.Code, subject), sighting);
        _order.Add(sighting);
    }

    public IEnumerable<SiteFinding> Findings() => _order.Select(sighting => sighting.Count == 1
        ? sighting.First
        : sighting.First with { Message = $"{sighting.Message}; {sighting.Count} references, this is the first" });
}
