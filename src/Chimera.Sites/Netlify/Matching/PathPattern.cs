namespace Chimera.Sites.Netlify.Matching;

/// <summary>
/// The path of a rule with splats or placeholders. It means the regular expression that netlify-redirector 0.5.0 makes of it, anchored at
/// both ends: a literal is <c>/text</c>, a placeholder <c>/([^/]+)</c>, with <c>/?</c> after each of both; a segment <c>*</c> is
/// <c>(?:|/|/(.*)/?)</c>, <c>/?(.*)</c> when it comes first; a segment <c>x*</c> is <c>/x/?(.*)</c>; <c>.</c> is not a line feed.
/// Everything from the first empty segment on is ignored. Of several ways to match, the one that the expression's order prefers counts.
/// </summary>
internal sealed class PathPattern
{
    /// <summary>A rule with more is no person's, and is never met; so matching needs little stack.</summary>
    public const int MaxSplats = 256;

    private readonly string _path;
    private readonly PatternUnit[] _units;

    private PathPattern(string path, PatternUnit[] units)
    {
        _path = path;
        _units = units;
        foreach (var unit in units)
        {
            Captures += unit.Part is PatternPart.Literal ? 0 : 1;
            Splats += unit.IsSplat ? 1 : 0;
        }
    }

    /// <summary>How many values a match yields, one for each splat and placeholder, in order.</summary>
    public int Captures { get; }

    public int Splats { get; }

    public ReadOnlySpan<PatternUnit> Units => _units;

    public ReadOnlySpan<char> TextOf(PatternUnit unit) => _path.AsSpan(unit.Start, unit.Length);

    /// <summary>Null when the path has neither splat nor placeholder, and is to be taken literally.</summary>
    public static PathPattern? Parse(string path)
    {
        if (path.AsSpan().IndexOfAny('*', ':') < 0)
        {
            return null;
        }

        List<PatternUnit> units = [];
        var special = false;
        for (var start = path.StartsWith('/') ? 1 : 0; start < path.Length;)
        {
            var length = path.AsSpan(start).IndexOf('/');
            length = length < 0 ? path.Length - start : length;
            if (length == 0)
            {
                break;
            }

            special |= Add(units, path.AsSpan(start, length), start);
            start += length + 1;
        }

        return special ? new PathPattern(path, [.. units]) : null;
    }

    /// <param name="captures">Room for <see cref="Captures"/>.</param>
    public bool TryMatch(ReadOnlySpan<char> path, Span<Range> captures) =>
        Splats <= MaxSplats && new PatternRun(this, path, captures, Splats > 1 ? new HashSet<long>() : null).From(0, 0, 0);

    public bool Matches(ReadOnlySpan<char> path) => TryMatch(path, Captures <= 8 ? stackalloc Range[8] : new Range[Captures]);

    private static bool Add(List<PatternUnit> units, ReadOnlySpan<char> segment, int start)
    {
        if (segment is "*")
        {
            units.Add(new PatternUnit(units.Count == 0 ? PatternPart.OpenSplat : PatternPart.Splat, start, 0));
            return true;
        }

        if (segment.Length > 1 && segment[0] == ':')
        {
            units.Add(new PatternUnit(PatternPart.Placeholder, start + 1, segment.Length - 1));
            return true;
        }

        if (segment[^1] == '*')
        {
            units.Add(new PatternUnit(PatternPart.Literal, start, segment.Length - 1));
            units.Add(new PatternUnit(PatternPart.OpenSplat, start, 0));
            return true;
        }

        units.Add(new PatternUnit(PatternPart.Literal, start, segment.Length));
        return false;
    }
}
