namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>The path of a URL: its segments, and what dots do to them (URL Standard, path state).</summary>
internal static class UrlPath
{
    /// <param name="path">What follows the slash that the path begins with.</param>
    public static void Append(WhatwgUrl url, string path)
    {
        var special = url.IsSpecial;
        var start = 0;
        while (true)
        {
            var length = path.AsSpan(start).IndexOfAny(special ? "/\\" : "/");
            var last = length < 0;
            AppendSegment(url, path.AsSpan(start, last ? path.Length - start : length), last);
            if (last)
            {
                return;
            }

            start += length + 1;
        }
    }

    public static void Shorten(WhatwgUrl url)
    {
        if (url.Segments.Count == 0 || (url.Scheme == "file" && url.Segments is [var drive] && IsNormalDriveLetter(drive)))
        {
            return;
        }

        url.Segments.RemoveAt(url.Segments.Count - 1);
    }

    public static bool IsDriveLetter(string text) => text.Length == 2 && char.IsAsciiLetter(text[0]) && text[1] is ':' or '|';

    public static bool IsNormalDriveLetter(string text) => text.Length == 2 && char.IsAsciiLetter(text[0]) && text[1] == ':';

    public static bool StartsWithDriveLetter(string text) =>
        text.Length >= 2 && IsDriveLetter(text[..2]) && (text.Length == 2 || text[2] is '/' or '\\' or '?' or '#');

    private static void AppendSegment(WhatwgUrl url, ReadOnlySpan<char> segment, bool last)
    {
        var dots = Dots(segment);
        if (dots == 2)
        {
            Shorten(url);
        }

        if (dots > 0)
        {
            if (last)
            {
                url.Segments.Add("");
            }

            return;
        }

        var text = UrlEncoding.Encode(segment, UrlEncoding.Path);
        url.Segments.Add(url.Scheme == "file" && url.Segments.Count == 0 && IsDriveLetter(text) ? text[0] + ":" : text);
    }

    /// <summary>1 for <c>.</c>, 2 for <c>..</c>, their dots plain or encoded; 0 for any other segment.</summary>
    private static int Dots(ReadOnlySpan<char> segment)
    {
        var count = 0;
        while (segment.Length > 0)
        {
            var length = segment[0] == '.' ? 1 : segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
            if (length == 0 || ++count > 2)
            {
                return 0;
            }

            segment = segment[length..];
        }

        return count;
    }
}
