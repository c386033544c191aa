using System.Text;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>Resolves references as browsers do (URL standard, WHATWG), as far as a site's own paths need it.</summary>
internal static class AddressReader
{
    /// <summary>An address that is longer is no one's path.</summary>
    public const int MaxLength = 65_536;

    /// <returns>Null when it leads nowhere: empty, filled in by a template later, or overlong.</returns>
    public static WebAddress? Read(string reference, WebAddress origin)
    {
        var text = Clean(reference);
        if (text.Length == 0 || text.Length > MaxLength || IsTemplate(text))
        {
            return null;
        }

        if (SchemeOf(text) is { } scheme)
        {
            return scheme is "http" or "https" or "ws" or "wss"
                ? Absolute(scheme, text.AsSpan(scheme.Length + 1).TrimStart("/\\").ToString())
                : new WebAddress(scheme, null, null, "", "", null);
        }

        return text.Length > 1 && IsSlash(text[0]) && IsSlash(text[1])
            ? Absolute(origin.Scheme, text.AsSpan().TrimStart("/\\").ToString()) : Relative(text, origin);
    }

    private static WebAddress Relative(string text, WebAddress origin)
    {
        var (path, query, fragment) = Split(text);
        return path.Length == 0
            ? origin with { Query = query ?? origin.Query, Fragment = fragment }
            : origin with { Path = Join(IsSlash(path[0]) ? "" : origin.Path, path), Query = query ?? "", Fragment = fragment };
    }

    private static WebAddress Absolute(string scheme, string rest)
    {
        var end = rest.AsSpan().IndexOfAny("/\\?#");
        var authority = end < 0 ? rest : rest[..end];
        var (path, query, fragment) = Split(end < 0 ? "" : rest[end..]);
        var host = authority[(authority.LastIndexOf('@') + 1)..].ToLowerInvariant();
        var colon = host.LastIndexOf(':');
        var hasPort = colon >= 0 && host.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9') is false;
        return new WebAddress(scheme, hasPort ? host[..colon] : host, hasPort
            ? host[(colon + 1)..] : null, Join("", path), query ?? "", fragment);
    }

    private static (string Path, string? Query, string? Fragment) Split(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? null : text[(hash + 1)..];
        var before = hash < 0 ? text : text[..hash];
        var mark = before.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (before, null, fragment) : (before[..mark], before[(mark + 1)..], fragment);
    }

    /// <summary>A path, taken from the folder of another, without its dot segments.</summary>
    private static string Join(string origin, string path)
    {
        List<string> segments = [.. origin.Split('/')[1..^(origin.Length == 0 ? 0 : 1)]];
        var parts = path.Split('/', '\\');
        var first = parts[0].Length == 0 ? 1 : 0;
        for (var at = first; at < parts.Length; at++)
        {
            var last = at == parts.Length - 1;
            var plain = parts[at].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
            if (plain == "..")
            {
                if (segments.Count > 0)
                {
                    segments.RemoveAt(segments.Count - 1);
                }
            }
            else if (plain != ".")
            {
                segments.Add(PathEncoding.Encode(parts[at]));
                continue;
            }

            if (last)
            {
                segments.Add("");
            }
        }

        return new StringBuilder("/").AppendJoin('/', segments).ToString();
    }

    private static string Clean(string reference)
    {
        var text = reference.AsSpan().Trim(" \t\n\r\f\0").ToString();
        return text.AsSpan().ContainsAny('\t', '\n', '\r')
            ? text.Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
                .Replace("\r", "", StringComparison.Ordinal)
            : text;
    }

    /// <summary>Text that a template engine or a bundler replaces before a browser sees it.</summary>
    private static bool IsTemplate(string text) =>
        text.AsSpan().ContainsAny('{', '<', '`')
        || text.Contains("$(", StringComparison.Ordinal)
        || (text.IndexOf('%', StringComparison.Ordinal) is var at and >= 0 && text.IndexOf('%', at + 1) is var end && end > at + 3
            && !text.AsSpan(at + 1, end - at - 1).ContainsAnyExcept(Upper));

    private static readonly AsciiSet Upper = new("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

    private static string? SchemeOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(text[0]))
        {
            return null;
        }

        for (var at = 1; at < colon; at++)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]) && text[at] is not ('+' or '-' or '.'))
            {
                return null;
            }
        }

        return text[..colon].ToLowerInvariant();
    }

    private static bool IsSlash(char c) => c is '/' or '\\';
}
