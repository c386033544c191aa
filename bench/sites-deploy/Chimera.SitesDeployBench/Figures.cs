using System.Globalization;

namespace Chimera.SitesDeployBench;

/// <summary>What was measured of one part, and the table of it: the median of the rounds, and the median of each round's ratio.</summary>
/// <param name="whos">Chimera first.</param>
internal sealed class Figures(params string[] whos)
{
    private readonly Dictionary<(string What, string Who), List<double>> _values = [];
    private readonly List<(string What, Unit Unit)> _rows = [];
    private readonly Dictionary<string, List<double>> _floors = new(StringComparer.Ordinal);

    /// <summary>What no tool can do without, in one round.</summary>
    public void Floor(string what, double value)
    {
        if (!_floors.TryGetValue(what, out var values))
        {
            _floors[what] = values = [];
        }

        values.Add(value);
    }

    public void Add(string what, Unit unit, string who, double? value)
    {
        if (value is not { } known)
        {
            return;
        }

        if (!_rows.Contains((what, unit)))
        {
            _rows.Add((what, unit));
        }

        if (!_values.TryGetValue((what, who), out var values))
        {
            _values[(what, who)] = values = [];
        }

        values.Add(known);
    }

    public void Write(TextWriter to, string title)
    {
        var peers = whos.Skip(1).ToList();
        to.WriteLine($"\n## {title}\n");
        to.WriteLine($"| | floor | {string.Join(" | ", whos)} | {string.Join(" | ", peers.Select(peer => $"{peer} ÷ {whos[0]}"))} |");
        to.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", (2 * whos.Length) + 1))}");
        foreach (var (what, unit) in _rows)
        {
            to.WriteLine(
                $"| {what} | {(_floors.TryGetValue(what, out var floor) ? Shown(Median(floor), unit) : "")} "
                + $"| {string.Join(" | ", whos.Select(who => Shown(what, who, unit)))} "
                + $"| {string.Join(" | ", peers.Select(peer => Ratio(what, peer)))} |");
        }
    }

    private string Shown(string what, string who, Unit unit)
    {
        if (!_values.TryGetValue((what, who), out var values))
        {
            return "";
        }

        var middle = Shown(Median(values), unit);
        return values.Max() - values.Min() <= 0.02 * Median(values) ? middle : $"{middle} ({Shown(values.Min(), unit)} to {Shown(values.Max(), unit)})";
    }

    private string Ratio(string what, string peer) =>
        _values.TryGetValue((what, whos[0]), out var mine) && mine.TrueForAll(value => value > 0) && _values.TryGetValue((what, peer), out var theirs)
            ? string.Create(CultureInfo.InvariantCulture, $"{Median([.. theirs.Zip(mine, (their, my) => their / my)]):0.00}×")
            : "";

    private static string Shown(double value, Unit unit) => unit switch
    {
        Unit.Bytes when value >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.00} MB"),
        Unit.Bytes => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.0} KB"),
        Unit.Milliseconds when value >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.00} s"),
        Unit.Milliseconds => string.Create(CultureInfo.InvariantCulture, $"{value:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.#}"),
    };

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
