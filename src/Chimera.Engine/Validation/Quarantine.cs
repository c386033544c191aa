using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;

namespace Chimera.Engine.Validation;

/// <summary>Generations that failed or were rolled back from. No plan leads to one of them until it is released.</summary>
public sealed record Quarantine(ImmutableDictionary<GenerationId, Finding> Held)
{
    public const string Stream = "quarantine";

    public static async Task<Quarantine> ReadAsync(IHistory journal, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var held = ImmutableDictionary.CreateBuilder<GenerationId, Finding>();
        await foreach (var entry in journal.ReadAsync(Stream, cancel))
        {
            var (generation, why) = entry.Read(facts => (
                new GenerationId(facts["generation"]!.GetValue<string>()),
                entry.Type == EventTypes.GenerationQuarantined ? FindingDocument.Read(facts["why"]!.AsObject()) : null));
            if (why is null)
            {
                held.Remove(generation);
            }
            else
            {
                held[generation] = why;
            }
        }

        return new Quarantine(held.ToImmutable());
    }

    public static DomainEvent Entry(GenerationId generation, Finding why, RolloutId rollout) => new(Stream, EventTypes.GenerationQuarantined, new JsonObject
    {
        ["generation"] = generation.Value,
        ["why"] = FindingDocument.Write(why),
        ["rollout"] = rollout.Value,
    });

    public static DomainEvent Release(GenerationId generation) =>
        new(Stream, EventTypes.GenerationReleased, new JsonObject { ["generation"] = generation.Value });

    /// <summary>One error for each step that would lead to a quarantined generation.</summary>
    public IEnumerable<Finding> Check(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Steps.Where(step => Held.ContainsKey(step.To)).Select(step => Finding.Error(
            "plan.quarantined",
            $"{step.To} is in quarantine: {Held[step.To].Message}",
            "deploy something else, or allow it again with --release-quarantine",
            target: step.Id));
    }
}
