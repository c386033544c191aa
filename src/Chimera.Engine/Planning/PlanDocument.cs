using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Planning;

/// <summary>A plan as canonical JSON and back. What is written here is what a plan's digest covers: everything.</summary>
public static class PlanDocument
{
    public static string DigestOf(Plan plan) => CanonicalJson.DigestOf(Write(plan));

    public static JsonObject Write(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new JsonObject
        {
            ["intent"] = plan.Intent.ToString().ToLowerInvariant(),
            ["truth"] = plan.Truth,
            ["steps"] = new JsonArray([.. plan.Steps.Select(Write)]),
        };
    }

    /// <exception cref="FormatException">The document is no plan.</exception>
    public static Plan Read(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        try
        {
            return new Plan(
                Enum.Parse<PlanIntent>(document["intent"]!.GetValue<string>(), ignoreCase: true),
                document["truth"]!.GetValue<string>(),
                [.. document["steps"]!.AsArray().Select(step => ReadStep(step!.AsObject()))]);
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"this is no plan: {e.Message}", e);
        }
    }

    /// <summary>One declared target, as it stands in a plan and in a recorded world state.</summary>
    public static JsonObject Write(DeclaredTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new JsonObject
        {
            ["id"] = target.Id.ToString(),
            ["group"] = target.Group,
            ["tags"] = Write(target.Tags),
            ["dependsOn"] = Write(target.DependsOn),
            ["rollout"] = Write(target.Rollout),
            ["spec"] = target.Spec.DeepClone(),
        };
    }

    public static DeclaredTarget ReadTarget(JsonObject target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new DeclaredTarget(
            TargetId.Parse(target["id"]!.GetValue<string>()),
            target["group"]!.GetValue<string>(),
            ReadStrings(target["tags"]!),
            ReadStrings(target["dependsOn"]!),
            ReadPolicy(target["rollout"]!.AsObject()),
            target["spec"]!.DeepClone().AsObject());
    }

    private static JsonObject Write(Step step) => new()
    {
        ["target"] = Write(step.Target),
        ["from"] = step.From?.Value,
        ["live"] = step.Live?.Value,
        ["to"] = step.To.Value,
        ["changes"] = new JsonArray([.. step.Difference.Changes.Select(Write)]),
    };

    private static Step ReadStep(JsonObject step) => new(
        ReadTarget(step["target"]!.AsObject()),
        ReadGeneration(step["from"]),
        ReadGeneration(step["live"]),
        new GenerationId(step["to"]!.GetValue<string>()),
        new Difference([.. step["changes"]!.AsArray().Select(change => ReadChange(change!.AsObject()))]));

    private static GenerationId? ReadGeneration(JsonNode? generation) =>
        generation is null ? null : new GenerationId(generation.GetValue<string>());

    private static JsonObject Write(Change change) => new()
    {
        ["kind"] = change.Kind.ToString().ToLowerInvariant(),
        ["subject"] = change.Subject,
        ["before"] = change.Before,
        ["after"] = change.After,
        ["sizeDelta"] = change.SizeDelta,
    };

    private static Change ReadChange(JsonObject change) => new(
        Enum.Parse<ChangeKind>(change["kind"]!.GetValue<string>(), ignoreCase: true),
        change["subject"]!.GetValue<string>(),
        change["before"]?.GetValue<string>(),
        change["after"]?.GetValue<string>(),
        change["sizeDelta"]!.GetValue<long>());

    private static JsonObject Write(RolloutPolicy policy) => new()
    {
        ["canary"] = policy.Canary,
        ["maxParallel"] = policy.MaxParallel,
        ["minHealthyMs"] = Milliseconds(policy.MinHealthyTime),
        ["healthyDeadlineMs"] = Milliseconds(policy.HealthyDeadline),
        ["progressDeadlineMs"] = Milliseconds(policy.ProgressDeadline),
        ["autoRevert"] = policy.AutoRevert,
        ["staggerMs"] = Milliseconds(policy.Stagger),
        ["maxFailures"] = policy.MaxFailures,
    };

    private static RolloutPolicy ReadPolicy(JsonObject policy) => new(
        policy["canary"]!.GetValue<int>(),
        policy["maxParallel"]!.GetValue<int>(),
        TimeSpan.FromMilliseconds(policy["minHealthyMs"]!.GetValue<long>()),
        TimeSpan.FromMilliseconds(policy["healthyDeadlineMs"]!.GetValue<long>()),
        TimeSpan.FromMilliseconds(policy["progressDeadlineMs"]!.GetValue<long>()),
        policy["autoRevert"]!.GetValue<bool>(),
        TimeSpan.FromMilliseconds(policy["staggerMs"]!.GetValue<long>()),
        policy["maxFailures"]!.GetValue<int>());

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    private static JsonArray Write(ImmutableArray<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static ImmutableArray<string> ReadStrings(JsonNode texts) => [.. texts.AsArray().Select(text => text!.GetValue<string>())];
}
