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
                document.Word<PlanIntent>("intent"),
                document.Text("truth"),
                [.. document.Parts("steps").Select(ReadStep)]);
        }
        catch (FormatException e)
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

    /// <exception cref="FormatException">The document is no declared target.</exception>
    public static DeclaredTarget ReadTarget(JsonObject target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new DeclaredTarget(
            TargetId.Parse(target.Text("id")),
            target.Text("group"),
            target.Texts("tags"),
            target.Texts("dependsOn"),
            ReadPolicy(target.Part("rollout")),
            target.Part("spec").DeepClone().AsObject());
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
        ReadTarget(step.Part("target")),
        ReadGeneration(step, "from"),
        ReadGeneration(step, "live"),
        new GenerationId(step.Text("to")),
        new Difference([.. step.Parts("changes").Select(ReadChange)]));

    private static GenerationId? ReadGeneration(JsonObject step, string name) =>
        step.TextOrNull(name) is { } generation ? new GenerationId(generation) : null;

    private static JsonObject Write(Change change) => new()
    {
        ["kind"] = change.Kind.ToString().ToLowerInvariant(),
        ["subject"] = change.Subject,
        ["before"] = change.Before,
        ["after"] = change.After,
        ["sizeDelta"] = change.SizeDelta,
    };

    private static Change ReadChange(JsonObject change) => new(
        change.Word<ChangeKind>("kind"),
        change.Text("subject"),
        change.TextOrNull("before"),
        change.TextOrNull("after"),
        change.Long("sizeDelta"));

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
        policy.Whole("canary"),
        policy.Whole("maxParallel"),
        policy.Milliseconds("minHealthyMs"),
        policy.Milliseconds("healthyDeadlineMs"),
        policy.Milliseconds("progressDeadlineMs"),
        policy.Flag("autoRevert"),
        policy.Milliseconds("staggerMs"),
        policy.Whole("maxFailures"));

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    private static JsonArray Write(ImmutableArray<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
