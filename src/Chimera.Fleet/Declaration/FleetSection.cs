using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Fleet.Declaration;

/// <summary>The <c>fleet</c> section as it is written.</summary>
internal sealed record FleetSection(
    HostOptions Defaults,
    Placed<string>? HostsFile,
    Table<HostEntry> Hosts,
    Table<SystemEntry> Systems,
    ImmutableArray<Placed<string>> Flakes)
{
    public const string Name = "fleet";

    public static readonly Shape<FleetSection> Shape = Shapes.Object(fields => new FleetSection(
        fields.Optional("defaults", HostOptions.Shape, HostOptions.None, "what holds for every host that does not say otherwise"),
        fields.Maybe(
            "hosts_file", FleetScalars.FilePath.WithPlace(), "a YAML file with more hosts, written as under `hosts`; relative to this file"),
        fields.Optional("hosts", HostEntry.Table, Table<HostEntry>.Empty, "the hosts, by name"),
        fields.Optional(
            "systems", Shapes.Map("SYSTEM", FleetScalars.SystemName, SystemEntry.Shape), Table<SystemEntry>.Empty,
            "what should run on the hosts, by name"),
        fields.Optional(
            "deploy_rs", Shapes.OneOrMany(FleetScalars.FlakeReference.WithPlace()), [],
            "flakes whose `deploy.nodes` are read as deploy-rs reads them")));

    public static RealmSection Realm { get; } = new(Name, Shape, "Nix hosts and what should run on them", () => FleetSettingsTable.Groups);
}
