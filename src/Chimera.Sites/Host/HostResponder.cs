using System.Collections.Immutable;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Host;

/// <summary>Answers as a host does that Chimera configures; the contract is that of <see cref="HostPlatform"/>.</summary>
/// <param name="rules">Those that a host follows, compiled.</param>
internal sealed class HostResponder(PublishedFiles published, IRedirectMatcher rules, HeaderIndex headers) : IResponder
{
    private const string NotFoundPage = "/404.html";

    public SiteResponse Respond(SiteRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = WithLanguage(request);
        List<Reason> why = [];
        if (!CanBeDecoded(asked.Path))
        {
            return new SiteResponse(ServedBy.Malformed, 400, null, null, null, [], null, Evidence.Documented, [new Reason(ReasonKind.Decided, "the path cannot be decoded")]);
        }

        var file = FileFor(asked.Path);
        var match = rules.Match(asked, asked.Path);
        if (match is null || (file is not null && !match.Force))
        {
            if (match is not null)
            {
                why.Add(new Reason(ReasonKind.Shadowed, $"the rule for {match.Rule.From} yields to the file {file}: it is not forced",
                    match.Rule.Place));
            }

            return file is null
                ? NotFound(asked, why)
                : Sent(asked, match is null ? ServedBy.File : ServedBy.FileBeforeRule, 200, file, null, why);
        }

        why.Add(new Reason(ReasonKind.Decided, $"the rule for {match.Rule.From} leads to {match.To} with {match.Status}",
            match.Rule.Place));
        return Follow(asked, match, why);
    }

    private SiteResponse Follow(SiteRequest request, RedirectMatch match, List<Reason> why)
    {
        var isElsewhere = match.To.Contains("://", StringComparison.Ordinal);
        if (match.Status is >= 300 and < 400)
        {
            return new SiteResponse(
                ServedBy.Redirect, match.Status, WithQuery(match.To, request.Query), null, null, [], match.Rule, Evidence.Documented,
                [.. why]);
        }

        if (isElsewhere)
        {
            return new SiteResponse(ServedBy.Proxy, 0, null, null, WithQuery(match.To, request.Query), [], match.Rule, Evidence.Documented,
                [.. why]);
        }

        if (FileFor(match.To.Split('?', '#')[0]) is { } file)
        {
            return Sent(request, match.Status == 200 ? ServedBy.Rewrite : ServedBy.NotFound, match.Status, file, match.Rule, why);
        }

        why.Add(new Reason(ReasonKind.NotMet, $"there is no file for {match.To}, and a rewrite is not followed by another rule",
            match.Rule.Place));
        return NotFound(request, why, match.Rule);
    }

    private SiteResponse Sent(SiteRequest request, ServedBy by, int status, string file, RedirectRule? rule, List<Reason> why)
    {
        if (request.Method is not ("GET" or "HEAD"))
        {
            why.Add(new Reason(ReasonKind.Decided, $"{file} is a file, and {request.Method} is refused"));
            return new SiteResponse(ServedBy.MethodNotAllowed, 405, null, null, null, HeadersOf(request, hasBody: false), rule, Evidence.Documented, [.. why]);
        }

        why.Add(new Reason(ReasonKind.Decided, $"{file} is sent"));
        return new SiteResponse(by, status, null, file, null, HeadersOf(request), rule, Evidence.Documented, [.. why]);
    }

    private SiteResponse NotFound(SiteRequest request, List<Reason> why, RedirectRule? rule = null)
    {
        var own = published.Contains(NotFoundPage);
        if (own && request.Method is not ("GET" or "HEAD"))
        {
            return Sent(request, ServedBy.NotFound, 404, NotFoundPage, rule, why);
        }

        why.Add(new Reason(ReasonKind.Decided, own ? "no such file: the site's 404.html is sent" : "no such file"));
        return new SiteResponse(
            ServedBy.NotFound, 404, null, own ? NotFoundPage : null, null, HeadersOf(request, own), rule, Evidence.Documented, [.. why]);
    }

    /// <summary>A header without a value is not sent, and what the web server itself writes has its own type.</summary>
    private ImmutableArray<KeyValuePair<string, string>> HeadersOf(SiteRequest request, bool hasBody = true) =>
        [.. headers.For(request.Path).Where(pair => pair.Value.Length > 0 && (hasBody || !pair.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))];

    private static bool CanBeDecoded(string path)
    {
        for (var at = path.IndexOf('%', StringComparison.Ordinal); at >= 0; at = path.IndexOf('%', at + 1))
        {
            if (at + 2 >= path.Length || !char.IsAsciiHexDigit(path[at + 1]) || !char.IsAsciiHexDigit(path[at + 2]) || path.AsSpan(at + 1, 2) is "00")
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The file itself, the page without its extension, the start page of the folder; with a slash at the end the same without
    /// it.</summary>
    private string? FileFor(string sent)
    {
        // As on disk, several slashes are one.
        var path = Uri.UnescapeDataString(sent);
        while (path.Contains("//", StringComparison.Ordinal))
        {
            path = path.Replace("//", "/", StringComparison.Ordinal);
        }

        if (published.Contains(path))
        {
            return path;
        }

        var bare = path.TrimEnd('/');
        return bare.Length > 0 && published.Contains(bare + ".html") ? bare + ".html"
            : published.Contains(bare + "/index.html") ? bare + "/index.html"
            : null;
    }

    /// <summary>The query of the request goes along, unless the destination has one.</summary>
    private static string WithQuery(string to, string query)
    {
        var hash = to.IndexOf('#', StringComparison.Ordinal) is var found and >= 0 ? found : to.Length;
        return query.Length == 0 || to.AsSpan(0, hash).Contains('?') ? to : $"{to[..hash]}?{query}{to[hash..]}";
    }

    /// <summary>A web server knows a visitor's language from the request alone.</summary>
    private static SiteRequest WithLanguage(SiteRequest request) =>
        request.Language is null && request.Headers.TryGetValue("accept-language", out var accepted)
            ? request with { Language = accepted.Split(',', ';')[0].Trim() }
            : request;
}
