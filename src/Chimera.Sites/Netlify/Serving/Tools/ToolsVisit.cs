using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Netlify.Serving.Tools;

/// <summary>A request with its URL taken apart, its visitor's country and language settled as netlify-cli does it.</summary>
/// <param name="Site">For the rules.</param>
/// <param name="Path">The path that the rules are matched against.</param>
/// <param name="Decoded">The path that files are looked for at.</param>
internal sealed record ToolsVisit(WhatwgUrl Url, SiteRequest Site, string Path, string Decoded)
{
    /// <param name="raw">The path stays percent-encoded.</param>
    /// <returns>Null when Netlify's code would throw: the URL is none, or an escape in it is not UTF-8.</returns>
    public static ToolsVisit? Of(ToolsRequest request, bool raw)
    {
        if (WhatwgUrl.Parse(request.Url, Local) is not { } url)
        {
            return null;
        }

        var sent = url.PathName;
        var decoded = UrlEncoding.DecodeComponent(sent);
        if ((raw ? sent : decoded) is not { } path)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Headers)
        {
            headers[name.ToLowerInvariant()] = value;
        }

        if (Cookies(headers.GetValueOrDefault("cookie") ?? "") is not { } cookies)
        {
            return null;
        }

        foreach (var (name, value) in request.Cookies)
        {
            cookies[name] = value;
        }

        var accepted = headers.GetValueOrDefault("accept-language");
        var language = request.Language ?? NotEmpty(cookies.GetValueOrDefault("nf_lang")) ?? (string.IsNullOrEmpty(accepted)
            ? "en" : FirstTwo(accepted));
        var country = request.Country ?? NotEmpty(cookies.GetValueOrDefault("nf_country")) ?? "us";
        return new ToolsVisit(
            url,
            new SiteRequest(
                request.Method.ToUpperInvariant(), url.Scheme, url.HostName ?? "", sent, url.Search.Length == 0 ? "" : url.Search[1..],
                headers, cookies, country, language),
            path,
            decoded ?? sent);
    }

    private static readonly WhatwgUrl Local = WhatwgUrl.Parse("http://localhost")!;

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string FirstTwo(string accepted)
    {
        var first = accepted.Split(',')[0];
        return first[..Math.Min(2, first.Length)];
    }

    private static Dictionary<string, string>? Cookies(string header)
    {
        var cookies = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header.Split(';').Select(JsText.Trim).Where(part => part.Length > 0))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                cookies[part] = "";
            }
            else if (UrlEncoding.DecodeComponent(part[(equals + 1)..]) is { } value)
            {
                cookies[part[..equals]] = value;
            }
            else
            {
                return null;
            }
        }

        return cookies;
    }
}
