using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Watching.Healing;

namespace Chimera.Sites.Declaration;

/// <summary>How a site is watched, as it is written.</summary>
internal sealed record WatchEntry(DriftPolicy OnDrift, Placed<TimeSpan>? Every)
{
    public static readonly Shape<WatchEntry> Shape = Shapes.Object(fields => new WatchEntry(
        fields.Optional(
            "on_drift", Scalars.Choice(("report", DriftPolicy.Report), ("heal", DriftPolicy.Heal), ("heal-always", DriftPolicy.HealAlways)), DriftPolicy.Report,
            "what `chimera monitor` does when the site fails: tell it; deploy the release again that the record says is live; or do so also where somebody else has deployed"),
        fields.Maybe("every", Scalars.Timeout.WithPlace(), "the interval of looks, from one second to one hour; one minute unless you say otherwise")));
}
