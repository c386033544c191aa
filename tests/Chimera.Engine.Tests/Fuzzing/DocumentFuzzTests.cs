using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Engine.Tests.Fuzzing;

/// <summary>Documents that come back from where they were kept: plans and events.</summary>
public sealed class DocumentFuzzTests
{
    private static readonly Finding Why = Finding.Error("activation.failed", "it exited 1", "mend it", new Place("a.nix", 3, 4), new TargetId("test", "a"));

    private static readonly Plan Plan = new(PlanIntent.Deploy, "sha256:abc", [Targets.Step("a", "one", "two"), Targets.Step("b", null, "two", "db")]);

    [Fact]
    public void A_plan_is_the_plan_that_was_written_or_refused() => Fuzzer.Run(
        FuzzTarget.Text("plan", [CanonicalJson.WriteText(PlanDocument.Write(Plan))], text =>
        {
            if (ParseObject(text) is not { } document)
            {
                return null;
            }

            try
            {
                var plan = PlanDocument.Read(document);
                var written = PlanDocument.Write(plan);
                return PlanDocument.Read(written).Digest == plan.Digest ? null : "it does not read back";
            }
            catch (FormatException)
            {
                return null;
            }
        }).With("null", "\"\"", "{}", "[]", "\"deploy\"", "\"7\"", "\"steps\":", "\"target\":", "\"rollout\":", "\"id\":\"test/a\"", "\"intent\":\"deploy\","),
        4000);

    [Fact]
    public void Events_are_what_was_recorded_or_the_record_is_unavailable() => Fuzzer.Run(
        FuzzTarget.Text("events", Events.Select(pair => $"{pair.Type} {CanonicalJson.WriteText(pair.Data)}"), text =>
        {
            var (type, json) = text.Split(' ', 2) is [var first, var second] ? (first, second) : (text, "{}");
            if (ParseObject(json) is not { } data)
            {
                return null;
            }

            var history = new OneEvent(new RecordedEvent(0, "rollout/r1", 1, DateTimeOffset.UnixEpoch, "a", type, data));
            return UnlessUnavailable(() => WorldHistory.ReadAsync(history, default))
                ?? UnlessUnavailable(() => Quarantine.ReadAsync(history, default))
                ?? UnlessUnavailable(() => RolloutHistory.ReadAsync(history, new RolloutId("r1"), default))
                ?? UnlessUnavailable(() => Unfinished.FindAsync(history, default))
                ?? UnlessUnavailable(() => KeyHistory.ReadAsync(history, withIssued: true, default));
        }).With([.. EventTypes.All, "null", "{}", "[]", "\"why\":", "\"target\":", "\"test/a\"", "\"generation\":\"\""]),
        6000);

    [Fact]
    public void Canonical_JSON_is_canonical_or_refused() => Fuzzer.Run(
        FuzzTarget.Text("canonical", ["""{"a":[1,-2,{}],"b":{"c":null,"d":true},"é":"x\n\"\\\u0007"}"""], text =>
        {
            if (ParseObject(text) is not { } document)
            {
                return null;
            }

            try
            {
                var written = CanonicalJson.WriteText(document);
                return CanonicalJson.WriteText(JsonNode.Parse(written)) == written ? null : "it is written differently the second time";
            }
            catch (FormatException)
            {
                return null;
            }
        }).With("null", "{}", "[[", "{\"a\":", "1e3", "\\ud83d", "\"a\":1,"),
        3000);

    private static IEnumerable<(string Type, JsonObject Data)> Events =>
    [
        .. new[]
        {
            World.Entry("rollout r1", [new WorldTarget(Targets.Declared("a"), new GenerationId("one"))]),
            Quarantine.Entry(new GenerationId("two"), Why, new RolloutId("r1")), Quarantine.Release(new GenerationId("two")),
            KeyHistory.Entry(EventTypes.KeyRotated, "k/2", "k/1"), KeyHistory.Revocation("k/2", "stolen"),
        }.Select(written => (written.Type, written.Data)),
        (EventTypes.WaveStarted, new JsonObject { ["realm"] = "test", ["group"] = "web", ["kind"] = "canary", ["targets"] = new JsonArray("test/a") }),
        (EventTypes.StepReverted, new JsonObject { ["target"] = "test/a", ["from"] = "one", ["to"] = "two", ["why"] = FindingDocument.Write(Why) }),
        (EventTypes.Certified, new JsonObject { ["nonce"] = "5", ["generation"] = "one", ["certificate"] = new JsonObject { ["payload"] = "e30=" } }),
        (EventTypes.RolloutStarted, new JsonObject { ["plan"] = "sha256:abc" }),
        (EventTypes.RolloutStopped, new JsonObject { ["realm"] = "test", ["group"] = "web", ["why"] = FindingDocument.Write(Why) }),
    ];

    /// <summary>As it comes from the store: an object, however its members are.</summary>
    private static JsonObject? ParseObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? UnlessUnavailable<T>(Func<Task<T>> read)
    {
        try
        {
            read().GetAwaiter().GetResult();
            return null;
        }
        catch (RecordUnavailableException e)
        {
            return e.Message.Contains("event 0", StringComparison.Ordinal) ? null : $"it is not said which event: {e.Message}";
        }
    }

    private sealed class OneEvent(RecordedEvent happened) : IHistory
    {
        public async IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        {
            await Task.CompletedTask;
            yield return happened;
        }

        public Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<RecordedEvent>>([happened]);
    }
}
