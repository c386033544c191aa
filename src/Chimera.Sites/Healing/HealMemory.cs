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
            if (happened.Type != EventTypes.HealComplete)
            {
                continue;
            }

            foreach (var (healer, code, times, helped) in happened.Read(facts => facts.Parts("attempts").Select(attempt =>
                (attempt.Text("healer"), attempt.Text("code"), attempt.Whole("times"), attempt.Flag("worked"))).ToList()))
            {
                var (worked, tried) = memory._counts.GetValueOrDefault((healer, code));
                memory._counts[(healer, code)] = (worked + (helped ? times : 0), tried + times);
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
