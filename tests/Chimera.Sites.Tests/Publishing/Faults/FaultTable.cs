using System.Text;
using Chimera.Engine.Execution;

namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>How often which trouble came in which state of a site's rollouts, and what visitors had afterwards.</summary>
internal sealed class FaultTable
{
    private static readonly RolloutPhase[] Columns =
        [RolloutPhase.Observing, RolloutPhase.Preparing, RolloutPhase.Applying, RolloutPhase.Verifying, RolloutPhase.Committing, RolloutPhase.Reverting];

    private readonly Dictionary<string, Dictionary<RolloutPhase, List<End>>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<(bool IsBroken, string Event), Dictionary<bool, List<End>>> _kills = [];

    internal enum End
    {
        Old,
        New,
        Lost,
    }

    public void Add(string kind, RolloutPhase state, End end) => Add(_rows, kind, state, end);

    public void Add(bool isBroken, string happened, bool isAfter, End end) => Add(_kills, (isBroken, happened), isAfter, end);

    public string Write()
    {
        StringBuilder text = new();
        text.Append(null, $"| trouble | {string.Join(" | ", Columns.Select(Word))} |\n|---|---|---|---|---|---|---|\n");
        foreach (var (kind, row) in _rows)
        {
            text.Append(null, $"| {kind} | {string.Join(" | ", Columns.Select(state => Cell(row.GetValueOrDefault(state))))} |\n");
        }

        foreach (var isBroken in _kills.Keys.Select(key => key.IsBroken).Distinct())
        {
            text.Append(null, $"\n| killed at an event of a rollout that {(isBroken ? "is taken back" : "arrives")} | before it is written | after |\n|---|---|---|\n");
            foreach (var (key, row) in _kills.Where(row => row.Key.IsBroken == isBroken))
            {
                text.Append(null, $"| `{key.Event}` | {Cell(row.GetValueOrDefault(false))} | {Cell(row.GetValueOrDefault(true))} |\n");
            }
        }

        return text.ToString();
    }

    private static void Add<TKey, TColumn>(Dictionary<TKey, Dictionary<TColumn, List<End>>> rows, TKey key, TColumn column, End end)
        where TKey : notnull
        where TColumn : notnull
    {
        var row = rows.TryGetValue(key, out var known) ? known : rows[key] = [];
        (row.TryGetValue(column, out var ends) ? ends : row[column] = []).Add(end);
    }

    private static string Cell(List<End>? ends) => ends is null ? "" :
        string.Join(", ", ends.CountBy(end => end).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key.ToString().ToLowerInvariant()} {pair.Value}"));

    private static string Word(RolloutPhase state) => state switch
    {
        RolloutPhase.Observing => "Observe",
        RolloutPhase.Preparing => "Prepare",
        RolloutPhase.Applying => "Apply",
        RolloutPhase.Verifying => "Verify",
        RolloutPhase.Committing => "Commit",
        _ => "Revert",
    };
}
