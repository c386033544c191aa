using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Fleet.Lab;

namespace Chimera.Cli.Terminal;

/// <summary>Writes what became of a lab.</summary>
internal static class LabOutput
{
    public static ExitCode Write(LabOutcome outcome, OutputFormat format, Streams streams)
    {
        switch (outcome)
        {
            case LabOutcome.Done done:
                Write(done.Hosts, format, streams);
                return ExitCode.Ok;
            case LabOutcome.Failed failed:
                Write(failed.Hosts, format, streams);
                FindingText.WriteAll(failed.Why, streams.Err);
                return failed.Hosts.Any(host => host.State == LabHostState.On) ? ExitCode.Partial : ExitCode.Failed;
            case LabOutcome.Refused refused:
                FindingText.WriteAll(refused.Why, streams.Err);
                return refused.Why.Any(why => why.Code == "lab.missing-program") ? ExitCode.Missing : ExitCode.Refused;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome));
        }
    }

    private static void Write(IReadOnlyCollection<LabHost> hosts, OutputFormat format, Streams streams)
    {
        foreach (var host in hosts)
        {
            var state = host.State.ToString().ToLowerInvariant();
            streams.Out.WriteLine(format == OutputFormat.Json
                ? new JsonObject { ["host"] = host.Name, ["address"] = host.Address, ["state"] = state }.ToLine()
                : $"{host.Name}  {host.Address}  {state}");
        }
    }
}
