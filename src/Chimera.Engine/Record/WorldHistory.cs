using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Record;

/// <summary>Every recorded world state, oldest first.</summary>
public sealed record WorldHistory(ImmutableArray<World> Worlds)
{
    public World Latest => Worlds.IsEmpty ? World.Empty : Worlds[^1];

    public static async Task<WorldHistory> ReadAsync(IJournal journal, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var worlds = ImmutableArray.CreateBuilder<World>();
        await foreach (var entry in journal.ReadAsync(World.Stream, cancel))
        {
            worlds.Add(World.Read(entry));
        }

        return new WorldHistory(worlds.ToImmutable());
    }

    public World? Find(long number) => Worlds.FirstOrDefault(world => world.Number == number);

    /// <summary>The generation a target was committed to before its present one: its last good one. Null when it has had only one.</summary>
    public GenerationId? Before(TargetId target)
    {
        if (!Latest.Targets.TryGetValue(target, out var now))
        {
            return null;
        }

        for (var i = Worlds.Length - 2; i >= 0; i--)
        {
            if (Worlds[i].Targets.TryGetValue(target, out var then) && then.Generation != now.Generation)
            {
                return then.Generation;
            }
        }

        return null;
    }
}
