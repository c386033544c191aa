using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Record;

/// <summary>One recorded world state: which generation each known target was committed to. Something to go back to.</summary>
/// <param name="Number">Counts from 1, in the order of recording.</param>
/// <param name="Cause">What led to it: a rollout or a panic.</param>
public sealed record World(long Number, DateTimeOffset At, string Cause, ImmutableSortedDictionary<TargetId, WorldTarget> Targets)
{
    public const string Stream = "world";

    public static readonly World Empty = new(0, DateTimeOffset.MinValue, "nothing recorded yet", ImmutableSortedDictionary<TargetId, WorldTarget>.Empty);

    /// <summary>Whether any target that both know is at another generation here than there.</summary>
    public bool DiffersFrom(World other) => Targets.Any(pair =>
        other.Targets.TryGetValue(pair.Key, out var there) && there.Generation != pair.Value.Generation);

    /// <summary>The one that was recorded last, without those before it, which may be many.</summary>
    public static async Task<World> LatestAsync(IHistory history, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(history);
        return await history.LatestAsync([EventTypes.WorldRecorded], 1, cancel) is [var last] ? Read(last) : Empty;
    }

    /// <exception cref="RecordUnavailableException">The event is no world.</exception>
    public static World Read(RecordedEvent entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Read(facts =>
        {
            var targets = ImmutableSortedDictionary.CreateBuilder<TargetId, WorldTarget>();
            foreach (var part in facts.Parts("targets"))
            {
                WorldTarget target = new(PlanDocument.ReadTarget(part.Part("target")), new GenerationId(part.Text("generation")));
                if (!targets.TryAdd(target.Target.Id, target))
                {
                    throw new FormatException($"{target.Target.Id} stands there twice");
                }
            }

            return new World(entry.Sequence, entry.At, facts.Text("cause"), targets.ToImmutable());
        });
    }

    public static DomainEvent Entry(string cause, IEnumerable<WorldTarget> targets) => new(Stream, EventTypes.WorldRecorded, new JsonObject
    {
        ["cause"] = cause,
        ["targets"] = new JsonArray([.. targets.Select(target => new JsonObject
        {
            ["target"] = PlanDocument.Write(target.Target),
            ["generation"] = target.Generation.Value,
        })]),
    });
}
