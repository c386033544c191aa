using System.Globalization;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>
/// Takes a URL apart (URL Standard, section 4.4, the basic URL parser without a state override). The standard's states that only move a
/// pointer are slices here: every delimiter ends its part whatever follows.
/// </summary>
internal sealed class WhatwgUrlParser(WhatwgUrl? relativeTo)
{
    public WhatwgUrl? Parse(string text)
    {
        var input = UrlInput.Clean(text);
        var hash = input.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? null : UrlEncoding.Encode(input.AsSpan(hash + 1), UrlEncoding.Fragment);
        var rest = hash < 0 ? input : input[..hash];
        var colon = UrlInput.SchemeEnd(rest);
        var url = colon > 0 ? WithScheme(rest[..colon].ToLowerInvariant(), rest[(colon + 1)..]) : WithoutScheme(rest, fragment is not null);
        if (url is not null)
        {
            url.Fragment = fragment;
        }

        return url;
    }

    private WhatwgUrl? WithScheme(string scheme, string rest)
    {
        var url = new WhatwgUrl { Scheme = scheme };
        if (scheme == "file")
        {
            return FileUrl(url, rest);
        }

        if (url.IsSpecial)
        {
            return relativeTo?.Scheme == scheme && !rest.StartsWith("//", StringComparison.Ordinal)
                ? Relative(rest)
                : Authority(url, rest.TrimStart('/', '\\'));
        }

        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            return Authority(url, rest[2..]);
        }

        if (rest.StartsWith('/'))
        {
            return Path(url, rest[1..]);
        }

        var (path, query) = SplitQuery(rest);
        url.OpaquePath = UrlEncoding.Encode(path, UrlEncoding.Control);
        return Query(url, query);
    }

    private WhatwgUrl? WithoutScheme(string rest, bool hasFragment)
    {
        if (relativeTo is null)
        {
            return null;
        }

        if (relativeTo.OpaquePath is not null)
        {
            return rest.Length == 0 && hasFragment
                ? new WhatwgUrl { Scheme = relativeTo.Scheme, OpaquePath = relativeTo.OpaquePath, Query = relativeTo.Query }
                : null;
        }

        return relativeTo.Scheme == "file" ? FileUrl(new WhatwgUrl { Scheme = "file" }, rest) : Relative(rest);
    }

    private WhatwgUrl? Relative(string rest)
    {
        var from = relativeTo!;
        var url = new WhatwgUrl { Scheme = from.Scheme };
        var special = url.IsSpecial;
        if (rest.Length > 0 && IsSlash(rest[0], special))
        {
            if (rest.Length > 1 && IsSlash(rest[1], special))
            {
                return Authority(url, special ? rest.TrimStart('/', '\\') : rest[2..]);
            }

            TakeAuthority(url, from);
            return Path(url, rest[1..]);
        }

        TakeAuthority(url, from);
        url.Segments.AddRange(from.Segments);
        return Continue(url, rest, from.Query);
    }

    /// <summary>What a relative reference without a leading slash does to the path it is relative to.</summary>
    private static WhatwgUrl Continue(WhatwgUrl url, string rest, string? query)
    {
        if (rest.Length == 0)
        {
            url.Query = query;
            return url;
        }

        if (rest[0] == '?')
        {
            return Query(url, rest[1..]);
        }

        UrlPath.Shorten(url);
        return Path(url, rest);
    }

    private static void TakeAuthority(WhatwgUrl url, WhatwgUrl from)
    {
        url.UserName = from.UserName;
        url.Password = from.Password;
        url.HostName = from.HostName;
        url.Port = from.Port;
    }

    private static WhatwgUrl? Authority(WhatwgUrl url, string rest)
    {
        var end = rest.AsSpan().IndexOfAny(url.IsSpecial ? "/?\\" : "/?");
        end = end < 0 ? rest.Length : end;
        var authority = rest[..end];
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var colon = authority.AsSpan(0, at).IndexOf(':');
            url.UserName = UrlEncoding.Encode(authority.AsSpan(0, colon < 0 ? at : colon), UrlEncoding.UserInfo);
            url.Password = colon < 0 ? "" : UrlEncoding.Encode(authority.AsSpan(colon + 1, at - colon - 1), UrlEncoding.UserInfo);
            authority = authority[(at + 1)..];
            if (authority.Length == 0)
            {
                return null;
            }
        }

        return HostAndPort(url, authority) ? PathStart(url, rest[end..]) : null;
    }

    private static bool HostAndPort(WhatwgUrl url, string authority)
    {
        var colon = PortColon(authority);
        var name = colon < 0 ? authority : authority[..colon];
        if (name.Length == 0 && (colon >= 0 || url.IsSpecial))
        {
            return false;
        }

        url.HostName = name.Length == 0 ? "" : WhatwgHost.Parse(name, url.IsSpecial);
        if (url.HostName is null || colon < 0)
        {
            return url.HostName is not null;
        }

        var digits = authority.AsSpan(colon + 1).TrimStart('0');
        if (digits.ContainsAnyExceptInRange('0', '9') || digits.Length > 5)
        {
            return false;
        }

        var port = digits.Length == 0 ? 0 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        url.Port = authority.Length == colon + 1 || port == WhatwgUrl.DefaultPort(url.Scheme) ? null : port;
        return port <= ushort.MaxValue;
    }

    private static int PortColon(string authority)
    {
        var bracketed = false;
        for (var at = 0; at < authority.Length; at++)
        {
            switch (authority[at])
            {
                case '[':
                    bracketed = true;
                    break;
                case ']':
                    bracketed = false;
                    break;
                case ':' when !bracketed:
                    return at;
                default:
                    break;
            }
        }

        return -1;
    }

    private static WhatwgUrl PathStart(WhatwgUrl url, string rest)
    {
        if (rest.Length > 0 && IsSlash(rest[0], url.IsSpecial))
        {
            return Path(url, rest[1..]);
        }

        return url.IsSpecial ? Path(url, rest) : rest.Length > 0 ? Query(url, rest[1..]) : url;
    }

    private static WhatwgUrl Path(WhatwgUrl url, string rest)
    {
        var (path, query) = SplitQuery(rest);
        UrlPath.Append(url, path);
        return Query(url, query);
    }

    private static WhatwgUrl Query(WhatwgUrl url, string? query)
    {
        url.Query = query is null ? null : UrlEncoding.Encode(query, url.IsSpecial ? UrlEncoding.SpecialQuery : UrlEncoding.Query);
        return url;
    }

    private WhatwgUrl? FileUrl(WhatwgUrl url, string rest)
    {
        url.HostName = "";
        var from = relativeTo?.Scheme == "file" ? relativeTo : null;
        if (rest.Length > 1 && IsSlash(rest[0], special: true) && IsSlash(rest[1], special: true))
        {
            var end = rest.AsSpan(2).IndexOfAny("/\\?");
            var name = end < 0 ? rest[2..] : rest.Substring(2, end);
            if (UrlPath.IsDriveLetter(name))
            {
                return Path(url, rest[2..]);
            }

            var host = name.Length == 0 ? "" : WhatwgHost.Parse(name, special: true);
            url.HostName = host == "localhost" ? "" : host;
            return host is null ? null : PathStart(url, end < 0 ? "" : rest[(2 + end)..]);
        }

        if (rest.Length > 0 && IsSlash(rest[0], special: true))
        {
            url.HostName = from?.HostName ?? "";
            if (from?.Segments is [var drive, ..] && UrlPath.IsNormalDriveLetter(drive) && !UrlPath.StartsWithDriveLetter(rest[1..]))
            {
                url.Segments.Add(drive);
            }

            return Path(url, rest[1..]);
        }

        if (from is null)
        {
            return Path(url, rest);
        }

        url.HostName = from.HostName;
        if (UrlPath.StartsWithDriveLetter(rest))
        {
            return Path(url, rest);
        }

        url.Segments.AddRange(from.Segments);
        return Continue(url, rest, from.Query);
    }

    private static (string Path, string? Query) SplitQuery(string rest)
    {
        var mark = rest.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (rest, null) : (rest[..mark], rest[(mark + 1)..]);
    }

    private static bool IsSlash(char c, bool special) => c == '/' || (special && c == '\\');
}
