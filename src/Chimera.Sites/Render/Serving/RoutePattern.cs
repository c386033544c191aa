using System.Collections.Immutable;
using System.Text;

namespace Chimera.Sites.Render.Serving;

/// <summary>
/// The source of a route, compiled. <c>*</c> captures any string, slashes included; <c>:name</c> one segment
/// (https://render.com/docs/redirects-rewrites). A match takes time in proportion to pattern times path at most.
/// </summary>
internal sealed class RoutePattern
{
    // The pieces between the stars; each has to match as a whole.
    private readonly ImmutableArray<ImmutableArray<Piece>> _chunks;

    // What the path has to end with; null when a name stands in the last chunk.
    private readonly string? _end;

    private RoutePattern(ImmutableArray<ImmutableArray<Piece>> chunks)
    {
        _chunks = chunks;
        _end = chunks[^1] switch { [] => "", [{ IsName: false } only] => only.Text, _ => null };
    }

    public bool IsLiteral => _chunks.Length == 1 && _end is not null;

    public static RoutePattern Parse(string source) => new([.. source.Split('*').Select(Pieces)]);

    /// <returns>What the stars and the names captured; null when the path does not match.</returns>
    public RouteCaptures? Match(string path)
    {
        if (_end is not null && !path.EndsWith(_end, StringComparison.Ordinal))
            return null;

        // Most patterns do not match, so nothing is made before something is captured.
        Dictionary<string, string>? names = null;
        List<string>? stars = null;
        var at = End(path, 0, _chunks[0], ref names);
        for (var index = 1; index < _chunks.Length && at >= 0; index++)
        {
            var (start, end) = Find(path, at, _chunks[index], index == _chunks.Length - 1, ref names);
            if (end >= 0)
                (stars ??= []).Add(path[at..start]);
            at = end;
        }

        return at == path.Length ? new RouteCaptures(stars ?? [], names ?? []) : null;
    }

    private (int Start, int End) Find(string path, int from, ImmutableArray<Piece> chunk, bool last, ref Dictionary<string, string>? names)
    {
        // The usual case, one star, needs no search.
        if (last && _end is not null)
            return path.Length - _end.Length is var start && start >= from ? (start, path.Length) : (-1, -1);

        for (var begin = from; begin <= path.Length; begin++)
        {
            if (End(path, begin, chunk, ref names) is >= 0 and var end && (!last || end == path.Length))
                return (begin, end);
        }

        return (-1, -1);
    }

    // Where a chunk that begins here ends; -1 when it does not match here.
    private static int End(string path, int at, ImmutableArray<Piece> chunk, ref Dictionary<string, string>? names)
    {
        for (var index = 0; index < chunk.Length; index++)
        {
            var piece = chunk[index];
            if (!piece.IsName)
            {
                if (!path.AsSpan(at).StartsWith(piece.Text, StringComparison.Ordinal))
                    return -1;
                at += piece.Text.Length;
                continue;
            }

            var end = path.IndexOf('/', at);
            end = end < 0 ? path.Length : end;
            if (index + 1 < chunk.Length && chunk[index + 1].WithinSegment is { Length: > 0 } next)
                end = at + path.AsSpan(at, end - at).LastIndexOf(next, StringComparison.Ordinal);
            if (end <= at)
                return -1;
            (names ??= [])[piece.Text] = path[at..end];
            at = end;
        }

        return at;
    }

    private static ImmutableArray<Piece> Pieces(string text)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var length = text[at] == ':' && (at == 0 || text[at - 1] == '/') ? NameLength(text, at + 1) : 0;
            if (length == 0)
            {
                literal.Append(text[at]);
                continue;
            }

            if (literal.Length > 0)
                pieces.Add(new Piece(literal.ToString(), IsName: false));
            literal.Clear();
            pieces.Add(new Piece(text.Substring(at + 1, length), IsName: true));
            at += length;
        }

        if (literal.Length > 0)
            pieces.Add(new Piece(literal.ToString(), IsName: false));
        return pieces.ToImmutable();
    }

    /// <summary>How many characters from here are a name; 0 when none begins here.</summary>
    public static int NameLength(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_' || (end > at && char.IsAsciiDigit(text[end]))))
            end++;
        return end - at;
    }

    private sealed record Piece(string Text, bool IsName)
    {
        /// <summary>What of a literal stands before its first slash.</summary>
        public string WithinSegment =>
            IsName ? "" : Text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? Text[..slash] : Text;
    }
}
