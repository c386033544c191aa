using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Activation;

/// <summary>Reads the answer of <c>op_observe</c>.</summary>
internal static class SightingReader
{
    private static readonly FrozenSet<string> Once =
        FrozenSet.Create("live", "current", "committed", "trial", "from", "to", "phase", "holder");

    private static readonly FrozenSet<string> Often = FrozenSet.Create("generation", "good", "bad");

    private static readonly FrozenDictionary<string, TrialPhase> Phases = new Dictionary<string, TrialPhase>
    {
        ["armed"] = TrialPhase.Armed,
        ["activating"] = TrialPhase.Activating,
        ["on-trial"] = TrialPhase.OnTrial,
        ["committing"] = TrialPhase.Committing,
        ["reverting"] = TrialPhase.Reverting,
        ["interrupted"] = TrialPhase.Interrupted,
    }.ToFrozenDictionary();

    /// <summary>Null when the answer is none of ours.</summary>
    public static Sighting.Seen? Read(string output) => Answer.Read(output, Once, Often) is { } answer ? Read(answer) : null;

    /// <summary>The keys that <see cref="Read(Answer)"/> knows, with those that come several times.</summary>
    public static (ImmutableArray<string> Once, ImmutableArray<string> Often) Keys => ([.. Once], [.. Often]);

    public static Sighting.Seen? Read(Answer answer)
    {
        if (Generations(answer) is not { } generations)
        {
            return null;
        }

        var committed = answer.One("committed");
        if (answer.One("current") is { } current)
        {
            if (!int.TryParse(current, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            // A current generation whose path is gone cannot be come back to: then nothing is committed.
            committed = generations.GetValueOrDefault(number);
        }

        var trial = answer.One("trial") is null ? null : Trial(answer);
        return answer.One("trial") is not null && trial is null
            ? null
            : new Sighting.Seen(Named(answer.One("live")), Named(committed), trial, Available(answer, generations));
    }

    /// <summary>Newest first; what is in quarantine is left out. The last word on a path counts.</summary>
    private static ImmutableArray<GenerationId> Available(Answer answer, SortedDictionary<int, string> generations)
    {
        HashSet<string> bad = [];
        foreach (var (key, path) in answer.Lines)
        {
            _ = key switch { "bad" => bad.Add(path), "good" => bad.Remove(path), _ => false };
        }

        return [.. generations.Values.Reverse().Distinct().Where(path => !bad.Contains(path)).Select(path => new GenerationId(path))];
    }

    private static SortedDictionary<int, string>? Generations(Answer answer)
    {
        SortedDictionary<int, string> generations = [];
        foreach (var line in answer.All("generation"))
        {
            if (line.Split(' ', 2) is not [var text, ['/', ..] path]
                || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !generations.TryAdd(number, path))
            {
                return null;
            }
        }

        return generations;
    }

    private static Trial? Trial(Answer answer) =>
        answer.One("to") is { } to && answer.One("phase") is { } phase && Phases.TryGetValue(phase, out var known)
            ? new Trial(new RolloutId(answer.One("trial")!), Named(answer.One("from")), new GenerationId(to), known, Printable.Line(answer.One("holder") ?? ""))
            : null;

    private static GenerationId? Named(string? path) => path is null or "-" ? null : new GenerationId(path);
}
