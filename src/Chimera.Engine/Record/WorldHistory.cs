using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Record;

/// <summary>Every recorded world state, oldest first.</summary>
public sealed record WorldHistory(ImmutableArray<World> Worlds)
{
    public World Latest => Worlds.IsEmpty ? World.Empty : Worlds[^1];

    public static async Task<WorldHistory> ReadAsync(IHistory history, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(history);
        var worlds = ImmutableArray.CreateBuilder<World>();
        await foreach (var entry in history.ReadAsync(World.Stream, cancel))
        {
            worlds.Add(World.Read(entry));
        }

        return new WorldHistory(worlds.ToImmutable());
    }

    public World? Find(long number) => Worlds.FirstOrDefault(world => world.Number == number);

    /// <summary>What was last recorded of a target; null when nothing ever was.</summary>
    public WorldTarget? NewestOf(TargetId target) =>
        Worlds.Reverse().Select(world => world.Targets.GetValueOrDefault(target)).FirstOrDefault(known => known is not null);

    /// <summary>The number of the first world in which any target was at this generation; 0 when none was.</summary>
    public long FirstWith(GenerationId generation) =>
        Worlds.FirstOrDefault(world => world.Targets.Values.Any(target => target.Generation == generation))?.Number ?? 0;

    /// <summary>The newest world that differs from the latest and holds nothing that was found to be bad since. Null when there is none.</summary>
    public World? LastGood(Quarantine quarantine) => Worlds
        .Reverse()
        .Skip(1)
        .FirstOrDefault(world =>
            Latest.DiffersFrom(world) && !world.Targets.Values.Any(target => quarantine.Held.ContainsKey(target.Generation)));
}
