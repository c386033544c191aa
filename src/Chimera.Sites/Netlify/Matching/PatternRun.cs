namespace Chimera.Sites.Netlify.Matching;

/// <summary>One attempt to match a path: backtracking in the expression's order of preference, no state tried twice.</summary>
internal readonly ref struct PatternRun(PathPattern pattern, ReadOnlySpan<char> path, Span<Range> captures, HashSet<long>? failed)
{
    private readonly ReadOnlySpan<char> _path = path;
    private readonly Span<Range> _captures = captures;

    public bool From(int unit, int position, int capture)
    {
        for (var units = pattern.Units; unit < units.Length; unit++)
        {
            if (units[unit].IsSplat)
            {
                return Splat(unit, position, capture);
            }

            if (position >= _path.Length || _path[position] != '/')
            {
                return false;
            }

            position++;
            var rest = _path[position..];
            if (units[unit].Part == PatternPart.Literal)
            {
                var text = pattern.TextOf(units[unit]);
                if (!rest.StartsWith(text, StringComparison.Ordinal))
                {
                    return false;
                }

                position += text.Length;
            }
            else
            {
                var length = rest.IndexOf('/');
                length = length < 0 ? rest.Length : length;
                if (length == 0)
                {
                    return false;
                }

                _captures[capture++] = new Range(position, position + length);
                position += length;
            }

            var last = unit == units.Length - 1;
            if (last || !units[unit + 1].IsSplat)
            {
                position += IsSpareSlash(position, last) ? 1 : 0;
            }
        }

        return position == _path.Length;
    }

    /// <summary>The optional slash is taken where the next piece, which begins with one, does not need it.</summary>
    private bool IsSpareSlash(int position, bool last) =>
        position < _path.Length && _path[position] == '/' && (last || (position + 1 < _path.Length && _path[position + 1] == '/'));

    private bool Splat(int unit, int position, int capture)
    {
        var state = ((long)unit << 32) | (uint)position;
        if (failed?.Contains(state) == true)
        {
            return false;
        }

        var found = pattern.Units[unit].Part == PatternPart.OpenSplat
            ? Open(unit, position, capture)
            : Whole(unit, position, capture);
        if (!found)
        {
            failed?.Add(state);
        }

        return found;
    }

    private bool Open(int unit, int position, int capture)
    {
        var slash = position < _path.Length && _path[position] == '/';
        return (slash && Anything(unit, position + 1, capture, false)) || Anything(unit, position, capture, false);
    }

    private bool Whole(int unit, int position, int capture)
    {
        _captures[capture] = new Range(position, position);
        if (From(unit + 1, position, capture + 1))
        {
            return true;
        }

        if (position >= _path.Length || _path[position] != '/')
        {
            return false;
        }

        _captures[capture] = new Range(position, position);
        return From(unit + 1, position + 1, capture + 1) || Anything(unit, position + 1, capture, true);
    }

    /// <summary>As much as possible first.</summary>
    private bool Anything(int unit, int start, int capture, bool slashAfter)
    {
        var limit = _path[start..].IndexOf('\n');
        for (var end = limit < 0 ? _path.Length : start + limit; end >= start; end--)
        {
            _captures[capture] = new Range(start, end);
            if (slashAfter && end < _path.Length && _path[end] == '/' && From(unit + 1, end + 1, capture + 1))
            {
                return true;
            }

            _captures[capture] = new Range(start, end);
            if (From(unit + 1, end, capture + 1))
            {
                return true;
            }
        }

        return false;
    }
}
