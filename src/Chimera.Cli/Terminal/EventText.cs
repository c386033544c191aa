using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Cli.Terminal;

/// <summary>An event as one line.</summary>
internal static class EventText
{
    public static string Of(RecordedEvent happened)
    {
        var target = (happened.Data["target"] ?? happened.Data["generation"]) is { } name ? $" {name}" : "";
        var why = happened.Data["why"] is JsonObject finding ? $": {finding["message"]} [{finding["code"]}]" : Detail(happened);
        return FindingText.OneLine($"{happened.Index,5}  {happened.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}  {happened.Type,-22}{target}{why}");
    }

    private static string Detail(RecordedEvent happened) => happened.Type switch
    {
        EventTypes.StepCommitted or EventTypes.StepApplying => $" -> {happened.Data["to"]}",
        EventTypes.WaveStarted => $" {happened.Data["group"]}, {happened.Data["kind"]}: {string.Join(", ", happened.Data["targets"]!.AsArray())}",
        EventTypes.PlanApproved or EventTypes.RolloutStarted or EventTypes.RolloutResumed => $" {happened.Data["plan"]}",
        EventTypes.PanicEnded or EventTypes.RolloutEnded => Outcomes(happened.Data["outcomes"]!.AsObject()),
        EventTypes.GenerationDiscarded => $": {happened.Data["reason"]}",
        EventTypes.WorldRecorded => $" {happened.Sequence}: {happened.Data["cause"]}",
        EventTypes.WatchStarted => $" {happened.Data["url"]}",
        EventTypes.DriftFound or EventTypes.DriftEnded => $" {happened.Data["url"]}: {happened.Data["concerns"]![0]!["message"]}{More(happened.Data["count"]!.GetValue<int>())}",
        EventTypes.WatchEnded => $" {happened.Data["url"]}: {happened.Data["looks"]} looks, {happened.Data["state"] ?? "none finished"}",
        EventTypes.TlsReplaced => $" {happened.Data["url"]}: until {happened.Data["until"]}",
        EventTypes.SiteHealIntent => $": {happened.Data["cause"]?["kind"] ?? "cause unknown"}, attempt {happened.Data["attempt"]}",
        EventTypes.SiteHealComplete => $": {happened.Data["outcome"]!["outcome"]}",
        EventTypes.BalanceShifted => $" {happened.Data["site"]}: {BalanceText.Weights(happened.Data["to"]!.AsObject())}",
        _ => "",
    };

    private static string More(int count) => count > 1 ? $" (and {count - 1} more)" : "";

    private static string Outcomes(JsonObject outcomes) =>
        " " + string.Join(", ", outcomes.GroupBy(one => one.Value!["outcome"]!.GetValue<string>()).Select(alike => $"{alike.Count()} {alike.Key}"));
}
