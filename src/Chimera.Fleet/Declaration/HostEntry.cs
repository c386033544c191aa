using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Fleet.Declaration;

/// <summary>A host as it is written.</summary>
/// <param name="Address">Null when it is the host's name.</param>
internal sealed record HostEntry(string? Address, ImmutableArray<string> Tags, HostOptions Options)
{
    public static readonly Shape<HostEntry> Shape = Shapes.Object(fields => new HostEntry(
        fields.Maybe(
            "address", FleetScalars.Address, "a host name, an IP address or a Host alias of your ssh configuration; otherwise the host's name"),
        fields.Optional("tags", Shapes.OneOrMany(FleetScalars.Tag), [], "what selectors choose the host by, besides its name"),
        HostOptions.Read(fields)));

    /// <summary>The value of <c>hosts</c>, and of a hosts file.</summary>
    public static readonly Shape<Table<HostEntry>> Table = Shapes.Map("HOST", FleetScalars.HostName, Shape);
}
