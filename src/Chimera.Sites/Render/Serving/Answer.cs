using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Render.Serving;

/// <summary>An answer in the making.</summary>
internal sealed record Answer(ServedBy By, int Status, Evidence Evidence)
{
    public string? Location { get; init; }

    public string? Body { get; init; }

    public string? ProxiedTo { get; init; }

    public RedirectRule? Rule { get; init; }

    public ImmutableArray<Reason> Why { get; init; } = [];

    public Answer Because(ReasonKind kind, string text, Place? place = null) => this with { Why = Why.Add(new Reason(kind, text, place)) };

    /// <summary>Something about it is a guess.</summary>
    public Answer Doubted(string text) => Because(ReasonKind.Doubt, text) with { Evidence = Evidence.Unknown };

    /// <summary>Something about it is known from measurements alone.</summary>
    public Answer Measured(string text) =>
        Because(ReasonKind.Doubt, text) with { Evidence = Evidence == Evidence.Documented ? Evidence.Measured : Evidence };
}
