using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Watching.Forecasting;

namespace Chimera.Cli.Terminal;

/// <summary>Writes what planning came to.</summary>
internal static class PlanOutput
{
    /// <param name="forecasts">Of deploys of sites: how probable it is that each is taken back or lost.</param>
    public static void Write(
        PlanDraft draft, ImmutableSortedDictionary<TargetId, FailureForecast> forecasts, OutputFormat format, Streams streams)
    {
        WriteFindings(draft, streams);
        if (format == OutputFormat.Json)
        {
            var document = Document(draft);
            document["forecasts"] = new JsonObject(forecasts.Select(forecast =>
                KeyValuePair.Create<string, JsonNode?>(forecast.Key.ToString(), WatchDocument.ForecastOf(forecast.Value, "taken_back", "deploys"))));
            streams.Out.WriteLine(document.ToLine());
            return;
        }

        WriteText(draft, streams);
        foreach (var (target, forecast) in forecasts)
        {
            streams.Out.WriteLine(DeployForecastText.Of(target, forecast));
        }

        if (draft.MayRun)
        {
            streams.Out.WriteLine($"plan {draft.Plan.Digest}");
        }
    }

    /// <summary>The same without a digest: nothing was kept that could be deployed.</summary>
    public static void WriteDifference(PlanDraft draft, OutputFormat format, Streams streams)
    {
        WriteFindings(draft, streams);
        if (format == OutputFormat.Json)
        {
            streams.Out.WriteLine(Document(draft).ToLine());
        }
        else
        {
            WriteText(draft, streams);
        }
    }

    public static ExitCode CodeOf(PlanDraft draft, bool exitCode) =>
        draft.Findings.Any(finding => finding.Severity == Severity.Error) ? FailureOf(draft)
        : draft.Unseen.Values.Any(why => why.Code == "ssh.not-found") ? ExitCode.Missing
        : draft.Unseen.Count > 0 ? draft.Plan.Steps.IsEmpty ? ExitCode.Failed : ExitCode.Partial
        : exitCode && !draft.Plan.AtRest ? ExitCode.Differs
        : ExitCode.Ok;

    /// <summary>Why a draft may not run, as an exit code.</summary>
    public static ExitCode FailureOf(PlanDraft draft) =>
        draft.Findings.Any(finding => finding.Code is "nix.not-found") ? ExitCode.Missing
        : draft.Findings.Any(finding => finding.Code.StartsWith("nix.", StringComparison.Ordinal)) ? ExitCode.Evaluation
        : ExitCode.Refused;

    private static void WriteFindings(PlanDraft draft, Streams streams)
    {
        FindingText.WriteAll(draft.Findings, streams.Err);
        foreach (var alike in draft.Unseen.GroupBy(unseen => unseen.Value with { Target = null }))
        {
            // What is wrong here, and not with a host, is said once.
            var targets = alike.ToList();
            streams.Err.WriteLine(targets.Count == 1
                ? FindingText.Of(targets[0].Value with { Target = targets[0].Key })
                : $"{FindingText.Of(alike.Key)} ({targets.Count} targets)");
        }
    }

    private static void WriteText(PlanDraft draft, Streams streams)
    {
        foreach (var line in PlanText.Of(draft.Plan))
        {
            streams.Out.WriteLine(line);
        }
    }

    private static JsonObject Document(PlanDraft draft) => new()
    {
        ["digest"] = draft.Plan.Digest,
        ["atRest"] = draft.Plan.AtRest,
        ["plan"] = PlanDocument.Write(draft.Plan),
        ["unseen"] = new JsonObject(draft.Unseen.Select(unseen =>
            KeyValuePair.Create<string, JsonNode?>(unseen.Key.ToString(), FindingDocument.Write(unseen.Value)))),
        ["findings"] = new JsonArray([.. draft.Findings.Select(FindingDocument.Write)]),
    };
}
