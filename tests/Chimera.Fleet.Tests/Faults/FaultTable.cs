using System.Text;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>How often which fault came in which state, and where the hosts were afterwards.</summary>
internal sealed class FaultTable
{
    private readonly SortedDictionary<(int Order, HostState State), (Fault Fault, List<Ends> Ends)> _rows = [];
    private readonly List<string> _order = [];

    public int Total => _rows.Values.Sum(row => row.Ends.Count);

    public void Add(Fault fault, HostState state, Ends end)
    {
        if (!_order.Contains(fault.Name))
            _order.Add(fault.Name);
        var key = (_order.IndexOf(fault.Name), state);
        if (!_rows.TryGetValue(key, out var row))
            _rows[key] = row = (fault, []);
        row.Ends.Add(end);
    }

    /// <summary>The last column may differ from run to run where either place is right.</summary>
    public string Write()
    {
        StringBuilder text = new();
        text.Append("| fault | state | injected | may end in | ended in |\n|---|---|---|---|---|\n");
        foreach (var ((_, state), (fault, ends)) in _rows)
        {
            var were = string.Join(", ", ends.CountBy(end => end).OrderBy(end => end.Key).Select(end => $"{Word(end.Key)} {end.Value}"));
            text.Append(null, $"| {fault.Name} | {state} | {ends.Count} | {Word(fault.Allowed(state))} | {were} |\n");
        }

        return text.Append(null, $"| **all** | | **{Total}** | | |\n").ToString();
    }

    /// <summary>What each fault is.</summary>
    public string Legend() => string.Concat(_rows.Values.Select(row => row.Fault).DistinctBy(fault => fault.Name)
        .Select(fault => $"- *{fault.Name}*: {fault.What}\n"));

    private static string Word(Ends ends) => ends switch { Ends.Old => "old", Ends.New => "new", _ => "old or new" };
}
