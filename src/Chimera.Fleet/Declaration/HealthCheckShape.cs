using Chimera.Engine.Truth.Documents;

namespace Chimera.Fleet.Declaration;

/// <summary>How health checks are written.</summary>
internal static class HealthCheckShape
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static readonly Shape<HealthCheck> Instance = Shapes.ByKey(
        ("command", Shapes.Object<HealthCheck>(fields => new HealthCheck.Command(
            fields.Required("command", Scalars.Text, "run on the host with /bin/sh -c; healthy when it exits 0"), Timeout(fields)))),
        ("tcp", Shapes.Object<HealthCheck>(fields => new HealthCheck.Tcp(
            fields.Required("tcp", FleetScalars.Port, "a connection to this port of the host can be opened"), From(fields), Timeout(fields)))),
        ("http", Shapes.Object<HealthCheck>(fields => new HealthCheck.Http(
            fields.Required("http", FleetScalars.Url, "a GET of this URL answers with the status"),
            fields.Optional("status", Scalars.Count(100, 599), 200, "the status that is healthy"),
            From(fields),
            Timeout(fields)))),
        ("unit", Shapes.Object<HealthCheck>(fields => new HealthCheck.Unit(
            fields.Required("unit", FleetScalars.Unit, "this systemd unit is active"), Timeout(fields)))));

    private static TimeSpan Timeout(Fields fields) =>
        fields.Optional("timeout", Scalars.Timeout, Patience, "a check that takes longer has failed");

    private static ProbeOrigin From(Fields fields) =>
        fields.Optional("from", FleetScalars.Origin, ProbeOrigin.Host, "where the check is made from");
}
