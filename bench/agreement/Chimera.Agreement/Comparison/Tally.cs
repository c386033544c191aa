using System.Collections.Immutable;

namespace Chimera.Agreement.Comparison;

/// <summary>How often both sides said the same, by kind, and the first times they did not.</summary>
/// <param name="oracle">Who says what Chimera is held against.</param>
internal sealed class Tally(ImmutableArray<string> kinds, string oracle, int mostShown, TextWriter? log = null)
{
    private readonly Dictionary<string, (long Compared, long Equal)> _counts = kinds.ToDictionary(kind => kind, _ => (0L, 0L),
        StringComparer.Ordinal);
    private readonly Dictionary<string, List<Item>> _differences = kinds.ToDictionary(kind => kind, _ => new List<Item>(),
        StringComparer.Ordinal);

    private readonly List<string> _unanswered = [];

    public ImmutableArray<string> Kinds => kinds;

    public string Oracle => oracle;

    public int Sites { get; private set; }

    /// <summary>Sites and requests about which the oracle has nothing to say: it throws, or does not come to an end.</summary>
    public IReadOnlyList<string> Unanswered => _unanswered;

    public long Compared => _counts.Values.Sum(count => count.Compared);

    public long Equal => _counts.Values.Sum(count => count.Equal);

    /// <summary>0 when nothing was compared.</summary>
    public double Percent => Compared == 0 ? 0 : 100.0 * Equal / Compared;

    public (long Compared, long Equal) this[string kind] => _counts[kind];

    public IReadOnlyList<Item> Differences(string kind) => _differences[kind];

    public void AddUnanswered(string why) => _unanswered.Add(why);

    public void AddSite() => Sites++;

    public void Add(Item item)
    {
        var equal = item.Equal;
        var (compared, same) = _counts[item.Kind];
        _counts[item.Kind] = (compared + 1, same + (equal ? 1 : 0));
        if (equal)
        {
            return;
        }

        // One site that goes wrong throughout must not hide the others.
        var shown = _differences[item.Kind];
        if (shown.Count < mostShown && shown.Count(other => other.Site == item.Site) < 2)
        {
            shown.Add(item);
        }

        log?.WriteLine(LogLine.Of(item, oracle));
    }
}
