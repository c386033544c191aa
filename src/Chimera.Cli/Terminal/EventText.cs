using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Cli.Terminal;

/// <summary>An event as one line.</summary>
internal static class EventText
{
    public static string Of(RecordedEvent happened)
    {
        var target = (happened.Data["target"] ?? happened.Data["generation"]) is { } name ? $" {name}" : "";
        var why = happened.Data["why"] is JsonObject finding
            ? $": {finding["message"]} [{finding["code"]}]"
            : happened.Read(facts => Detail(happened, facts));
        return FindingText.OneLine($"{happened.Index,5}  {happened.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}  {happened.Type,-22}{target}{why}");
    }

    private static string Detail(RecordedEvent happened, JsonObject facts) => happened.Type switch
    {
        EventTypes.StepCommitted or EventTypes.StepApplying => $" -> {facts["to"]}",
        EventTypes.WaveStarted => $" {facts["group"]}, {facts["kind"]}: {string.Join(", ", facts.Texts("targets"))}",
        EventTypes.PlanApproved or EventTypes.RolloutStarted or EventTypes.RolloutResumed => $" {facts["plan"]}",
        EventTypes.PanicEnded or EventTypes.RolloutEnded => Outcomes(facts.Part("outcomes")),
        EventTypes.GenerationDiscarded => $": {facts["reason"]}",
        EventTypes.WorldRecorded => $" {happened.Sequence}: {facts["cause"]}",
        EventTypes.WatchStarted => $" {facts["url"]}",
        EventTypes.DriftFound or EventTypes.DriftEnded =>
            $" {facts["url"]}: {facts.Parts("concerns").FirstOrDefault()?.Text("message")}{More(facts.Whole("count"))}",
        EventTypes.WatchEnded => $" {facts["url"]}: {facts["looks"]} looks, {facts["state"] ?? "none finished"}",
        EventTypes.TlsReplaced => $" {facts["url"]}: until {facts["until"]}",
        EventTypes.SiteHealIntent => $": {facts.PartOrNull("cause")?.Text("kind") ?? "cause unknown"}, attempt {facts["attempt"]}",
        EventTypes.SiteHealComplete => $": {facts.Part("outcome").Text("outcome")}",
        EventTypes.BalanceShifted => $" {facts["site"]}: {BalanceText.Weights(facts.Part("to"))}",
        _ => "",
    };

    private static string More(int count) => count > 1 ? $" (and {count - 1} more)" : "";

    private static string Outcomes(JsonObject outcomes) =>
        " " + string.Join(", ", outcomes.Names().GroupBy(name => outcomes.Part(name).Text("outcome"))
            .Select(alike => $"{alike.Count()} {alike.Key}"));
}
