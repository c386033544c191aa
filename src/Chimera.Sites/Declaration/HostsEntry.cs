using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.Declaration;

/// <summary>Which hosts serve a site and how, as it is written.</summary>
internal sealed record HostsEntry(ImmutableArray<Placed<string>> On, HostPlaceEntry Way)
{
    public static readonly Shape<HostsEntry> Shape = Shapes.Object(fields => new HostsEntry(
        fields.Required("on", Shapes.OneOrMany(SiteScalars.Host.WithPlace()), "hosts of the fleet that serve the site"),
        HostPlaceEntry.Read(fields, "the site")));

    public HostPlace Place => Way.Place;
}
