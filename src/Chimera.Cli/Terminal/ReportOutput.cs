using System.Text.Json.Nodes;
using Chimera.Engine.Execution;

namespace Chimera.Cli.Terminal;

/// <summary>Writes how a rollout ended.</summary>
internal static class ReportOutput
{
    public static void Write(RolloutReport report, string what, OutputFormat format, Streams streams)
    {
        if (format == OutputFormat.Json)
        {
            streams.Out.WriteLine(new JsonObject
            {
                ["type"] = "report",
                ["rollout"] = report.Rollout.Value,
                ["plan"] = report.PlanDigest,
                ["interrupted"] = report.Interrupted,
                ["outcomes"] = new JsonObject(report.Outcomes.Select(pair =>
                    KeyValuePair.Create<string, JsonNode?>(pair.Key.ToString(), OutcomeDocument.Write(pair.Value)))),
            }.ToLine());
            return;
        }

        foreach (var line in ReportText.Of(report, what))
        {
            streams.Out.WriteLine(line);
        }
    }
}
