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

    public static async Task<Quarantine> ReadAsync(IHistory journal, CancellationToken cancel) =>
        new((await CasesAsync(journal, cancel)).ToImmutableDictionary(held => held.Generation, held => held.Why));

    /// <summary>All that is held, in the order in which it was caught.</summary>
    public static async Task<ImmutableArray<QuarantineCase>> CasesAsync(IHistory journal, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(journal);
        List<QuarantineCase> held = [];
        await foreach (var entry in journal.ReadAsync(Stream, cancel))
        {
            entry.Read(facts => Take(held, entry, facts));
        }

        return [.. held];
    }

    public static DomainEvent Entry(GenerationId generation, Finding why, RolloutId rollout) => new(Stream, EventTypes.GenerationQuarantined, new JsonObject
    {
        ["generation"] = generation.Value,
        ["why"] = FindingDocument.Write(why),
        ["rollout"] = rollout.Value,
    });

    public static DomainEvent Release(GenerationId generation) =>
        new(Stream, EventTypes.GenerationReleased, new JsonObject { ["generation"] = generation.Value });

    public static DomainEvent Discard(GenerationId generation, string why) =>
        new(Stream, EventTypes.GenerationDiscarded, new JsonObject { ["generation"] = generation.Value, ["reason"] = why });

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

    private static bool Take(List<QuarantineCase> held, RecordedEvent entry, JsonObject facts)
    {
        GenerationId generation = new(facts.Text("generation"));
        var known = held.FindIndex(one => one.Generation == generation);
        switch (entry.Type)
        {
            case EventTypes.GenerationQuarantined:
                QuarantineCase caught = new(
                    generation, FindingDocument.Read(facts.Part("why")), new RolloutId(facts.Text("rollout")), entry.At, Discarded: null);
                if (known >= 0)
                {
                    held[known] = caught;
                }
                else
                {
                    held.Add(caught);
                }

                break;
            case EventTypes.GenerationReleased when known >= 0:
                held.RemoveAt(known);
                break;
            case EventTypes.GenerationDiscarded when known >= 0:
                held[known] = held[known] with { Discarded = facts.Text("reason") };
                break;
        }

        return true;
    }
}
