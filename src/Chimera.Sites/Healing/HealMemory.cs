using Chimera.Engine.Record;

namespace Chimera.Sites.Healing;

/// <summary>What the record says of earlier repairs: how often each healer's repair worked for each code.</summary>
public sealed class HealMemory : IHealMemory
{
    private readonly Dictionary<(string Healer, string Code), (int Worked, int Tried)> _counts = [];

    private HealMemory()
    {
    }

    public static HealMemory Empty => new();

    public static async Task<HealMemory> ReadAsync(IHistory history, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(history);
        var memory = new HealMemory();
        await foreach (var happened in history.ReadAsync(HealRecord.Stream, cancel))
        {
            foreach (var attempt in happened.Type == EventTypes.HealComplete ? happened.Data["attempts"]!.AsArray() : [])
            {
                var key = (attempt!["healer"]!.GetValue<string>(), attempt["code"]!.GetValue<string>());
                var times = attempt["times"]!.GetValue<int>();
                var (worked, tried) = memory._counts.GetValueOrDefault(key);
                memory._counts[key] = (worked + (attempt["worked"]!.GetValue<bool>() ? times : 0), tried + times);
            }
        }

        return memory;
    }

    /// <summary>Laplace's rule of succession: few trials move it little, many move it to what was seen.</summary>
    public double Trust(string healer, string code)
    {
        var (worked, tried) = _counts.GetValueOrDefault((healer, code));
        return (worked + 1.0) / (tried + 2.0);
    }
}
