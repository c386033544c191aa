using System.Collections.Immutable;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Render.Serving;

/// <summary>
/// The path of a header rule (https://render.com/docs/static-site-headers). A last segment <c>*</c> is everything below; another
/// <c>*</c> stays within its segment; <c>**</c> is one folder or more. So <c>/*.css</c> is the top level alone and <c>/**/*.css</c>
/// everything but the top level, unlike at Netlify.
/// </summary>
internal sealed class HeaderGlob : IHeaderPattern
{
    private const char WithinSegment = '\u0001';
    private const char Folders = '\u0002';
    private const char Everything = '\u0003';

    private readonly string _pattern;

    private HeaderGlob(string pattern) => _pattern = pattern;

    public static HeaderGlob Parse(string path)
    {
        var segments = path.Split('/').ToImmutableArray();
        return new HeaderGlob(string.Join('/', segments.Select((segment, index) => segment switch
        {
            "**" => Folders.ToString(),
            "*" when index == segments.Length - 1 => Everything.ToString(),
            _ => segment.Replace("**", "*", StringComparison.Ordinal).Replace('*', WithinSegment),
        })));
    }

    public string Sample => string.Concat(_pattern.Select(piece => piece is WithinSegment or Folders or Everything ? 'x' : piece));

    /// <summary>In time in proportion to pattern times path, and to their sum where the pattern has no star.</summary>
    public bool IsMatch(string path)
    {
        path = Uri.UnescapeDataString(path);

        // Which places of the path the pattern can have come to, after each of its characters: all of them are between the two.
        var reached = new bool[path.Length + 1];
        reached[0] = true;
        var (first, last) = (0, 0);
        foreach (var piece in _pattern)
        {
            (first, last) = piece is WithinSegment or Folders or Everything ? Spread(piece, path, reached, first) : Advance(piece, path, reached, first, last);
            if (first > last)
                return false;
        }

        return reached[^1];
    }

    private static (int First, int Last) Spread(char piece, string path, bool[] reached, int from)
    {
        var (open, first, last) = (false, int.MaxValue, -1);
        for (var at = from; at <= path.Length; at++)
        {
            var here = reached[at];
            if (at > 0 && piece == WithinSegment && path[at - 1] == '/')
                open = false;
            reached[at] = piece == Folders ? open : open || here;
            open |= here;
            if (reached[at])
                (first, last) = (Math.Min(first, at), at);
        }

        return (first, last);
    }

    private static (int First, int Last) Advance(char piece, string path, bool[] reached, int from, int to)
    {
        var (first, last) = (int.MaxValue, -1);
        for (var at = Math.Min(to + 1, path.Length); at > from; at--)
        {
            reached[at] = reached[at - 1] && path[at - 1] == piece;
            if (reached[at])
                (first, last) = (at, Math.Max(last, at));
        }

        reached[from] = false;
        return (first, last);
    }
}
