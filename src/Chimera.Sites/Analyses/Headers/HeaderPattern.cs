using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>
/// The paths that a header rule is for. Render's are globs in which <c>*</c> stays in a folder unless it stands alone at the end (render.com/docs/static-site-headers);
/// everywhere else they are Netlify's: any case, a trailing slash is optional, <c>*</c> crosses folders, <c>:name</c> is a segment (@netlify/headers-parser).
/// </summary>
internal sealed class HeaderPattern
{
    private enum Piece
    {
        Text,
        Any,
        InSegment,
    }

    private readonly List<(Piece Kind, char Text)> _pieces = [];
    private readonly bool _anyCase;
    private readonly string _start;

    public HeaderPattern(string pattern, Platform platform)
    {
        _anyCase = platform != Platform.Render;
        foreach (var segment in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            _pieces.Add((Piece.Text, '/'));
            if (_anyCase)
            {
                Netlify(segment);
            }
            else
            {
                Render(segment);
            }
        }

        if (_pieces.Count == 0)
        {
            _pieces.Add((Piece.Text, '/'));
        }

        _start = string.Concat(_pieces.TakeWhile(piece => piece.Kind == Piece.Text).Select(piece => piece.Text)).TrimEnd('/');
    }

    /// <summary>A path that the pattern is for.</summary>
    public string Sample() => string.Concat(_pieces.Select(piece => piece.Kind == Piece.Text ? piece.Text : 'x'));

    public bool Matches(string path)
    {
        var text = path.AsSpan();
        return text.StartsWith(_start, _anyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
            && (Match(text) || (_anyCase && (text.EndsWith("/") ? Match(text[..^1]) : Match($"{path}/"))));
    }

    private void Netlify(string segment)
    {
        if (segment[0] == ':' && segment.Length > 1)
        {
            _pieces.Add((Piece.InSegment, ' '));
            return;
        }

        Letters(segment, Piece.Any);
    }

    private void Render(string segment)
    {
        if (segment == "**")
        {
            _pieces.Add((Piece.Any, ' '));
            return;
        }

        Letters(segment, segment == "*" ? Piece.Any : Piece.InSegment);
    }

    private void Letters(string segment, Piece star)
    {
        foreach (var c in segment)
        {
            _pieces.Add(c == '*' ? (star, ' ') : (Piece.Text, c));
        }
    }

    /// <summary>Goes through all ways to match at once, so that no pattern makes it slow: states times letters.</summary>
    private bool Match(ReadOnlySpan<char> path)
    {
        Span<bool> states = _pieces.Count < 256 ? stackalloc bool[_pieces.Count + 1] : new bool[_pieces.Count + 1];
        states.Clear();
        states[0] = true;
        Skip(states);
        foreach (var c in path)
        {
            var alive = false;
            for (var at = _pieces.Count; at >= 0; at--)
            {
                // From behind, so that each state still holds what it was before this letter.
                var stays = at < _pieces.Count && states[at] && Loops(_pieces[at].Kind, c);
                var arrives = at > 0 && states[at - 1] && _pieces[at - 1].Kind == Piece.Text && Same(_pieces[at - 1].Text, c);
                states[at] = stays || arrives;
                alive |= states[at];
            }

            if (!alive)
            {
                return false;
            }

            Skip(states);
        }

        return states[_pieces.Count];
    }

    /// <summary>What may stand for nothing is passed.</summary>
    private void Skip(Span<bool> states)
    {
        for (var at = 0; at < _pieces.Count; at++)
        {
            states[at + 1] |= states[at] && _pieces[at].Kind != Piece.Text;
        }
    }

    private static bool Loops(Piece kind, char c) => kind == Piece.Any || (kind == Piece.InSegment && c != '/');

    private bool Same(char pattern, char c) => pattern == c || (_anyCase && char.ToUpperInvariant(pattern) == char.ToUpperInvariant(c));
}
