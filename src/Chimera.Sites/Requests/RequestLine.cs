namespace Chimera.Sites.Requests;

/// <summary>Reads a request as people write one: <c>GET /old?x=1</c>, <c>/old</c>, <c>https://www.example.org/old</c>.</summary>
public static class RequestLine
{
    /// <returns>Null when it is none. What a URL may not hold as it is (spaces, letters beyond ASCII) is percent-encoded.</returns>
    public static SiteRequest? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var method = space > 0 && text.AsSpan(0, space).ContainsAnyExceptInRange('A', 'Z') is false ? text[..space] : "GET";
        var target = (method.Length == space ? text[(space + 1)..] : text).Trim();
        var isPath = target.StartsWith('/');
        if (!isPath && !target.StartsWith("http://", StringComparison.Ordinal) && !target.StartsWith("https://", StringComparison.Ordinal))
        {
            return null;
        }

        // The path is taken as it was written: what a browser would tidy up (dots, slashes) is a question worth asking.
        var hash = target.IndexOf('#', StringComparison.Ordinal);
        target = hash < 0 ? target : target[..hash];
        var start = isPath ? 0 : target.IndexOf("://", StringComparison.Ordinal) + 3;
        var slash = isPath ? 0 : target.IndexOfAny(['/', '?'], start);
        var rest = slash < 0 ? "/" : target[slash] == '/' ? target[slash..] : "/" + target[slash..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var request = SiteRequest.Get(
            Encode(question < 0 ? rest : rest[..question]), question < 0 ? "" : Encode(rest[(question + 1)..])) with { Method = method };
        if (isPath)
        {
            return request;
        }

        var host = slash < 0 ? target[start..] : target[start..slash];
        return host.Length == 0 ? null : request with { Scheme = target[..(start - 3)], Host = host.ToLowerInvariant() };
    }

    private static string Encode(string text)
    {
        var first = text.AsSpan().IndexOfAnyExceptInRange('!', '~');
        return first < 0 ? text : string.Concat(
            text.EnumerateRunes().Select(rune => rune.Value is > ' ' and < 0x7f ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
    }
}
