using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>Writes what a rollout intends and does to its stream. Returns when it is durable.</summary>
internal sealed class RolloutLog(IJournal journal, RolloutId rollout)
{
    /// <summary>Of a failure: nobody answered until the deadline.</summary>
    public const string Silent = "silent";

    public const string CanaryWave = "canary";
    public const string RestWave = "rest";

    public Task StartedAsync(string planDigest) => Append(EventTypes.RolloutStarted, new() { ["plan"] = planDigest });

    public Task ResumedAsync(string planDigest) => Append(EventTypes.RolloutResumed, new() { ["plan"] = planDigest });

    public Task WaveAsync(GroupId group, string kind, IEnumerable<Step> steps) => Append(EventTypes.WaveStarted, new()
    {
        ["realm"] = group.Realm,
        ["group"] = group.Name,
        ["kind"] = kind,
        ["targets"] = new JsonArray([.. steps.Select(step => JsonValue.Create(step.Id.ToString()))]),
    });

    public Task StoppedAsync(GroupId group, Finding why) =>
        Append(EventTypes.RolloutStopped, With(new() { ["realm"] = group.Realm, ["group"] = group.Name }, why));

    /// <summary>The group that an event of this log speaks of.</summary>
    /// <exception cref="FormatException">It speaks of none.</exception>
    public static GroupId GroupOf(JsonObject facts) => new(facts.Text("realm"), facts.Text("group"));

    public Task EndedAsync(RolloutReport report) => Append(EventTypes.RolloutEnded, new()
    {
        ["plan"] = report.PlanDigest,
        ["outcomes"] = new JsonObject(report.Outcomes.Select(pair =>
            KeyValuePair.Create<string, JsonNode?>(pair.Key.ToString(), OutcomeDocument.Write(pair.Value)))),
    });

    public Task StepAsync(string type, Step step, Finding? why = null)
    {
        JsonObject data = new() { ["target"] = step.Id.ToString(), ["from"] = step.From?.Value, ["to"] = step.To.Value };
        return Append(type, why is null ? data : With(data, why));
    }

    /// <summary>The new generation failed on a target; that it was only silent is told.</summary>
    public Task FailedAsync(Step step, Catch caught)
    {
        JsonObject data = new() { ["target"] = step.Id.ToString(), ["from"] = step.From?.Value, ["to"] = step.To.Value };
        if (!caught.Answered)
        {
            data[Silent] = true;
        }

        return Append(EventTypes.StepFailed, With(data, caught.Why));
    }

    private static JsonObject With(JsonObject data, Finding why)
    {
        data["why"] = FindingDocument.Write(why);
        return data;
    }

    // Never cancelled: what has been done must be told, however the person leaves.
    private Task<RecordedEvent> Append(string type, JsonObject data) =>
        journal.AppendAsync(new DomainEvent(rollout.Stream, type, data), CancellationToken.None);
}
