using System.Collections.Immutable;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Serving.Tools;

/// <summary>
/// Answers as Netlify's own packages do when they are put together without a network: matcher, static files, header rules, in the order of
/// netlify-cli's server. For the live platform ask <see cref="NetlifyResponder"/>.
/// </summary>
public sealed class ToolsResponder
{
    private readonly RedirectMatcher _matcher;
    private readonly PublishedFiles _files;
    private readonly HeaderIndex _headers;

    /// <param name="redirects">As the resolved configuration has them; they are normalised once more, as by the tools.</param>
    /// <param name="headers">Likewise.</param>
    /// <param name="files">Everything in the publish folder.</param>
    public ToolsResponder(
        ImmutableArray<RedirectRule> redirects, ImmutableArray<HeaderRule> headers, PublishedFiles files, CancellationToken cancel =
            default)
    {
        _matcher = RedirectMatcher.Compile(Again(redirects), cancel: cancel);
        _headers = new HeaderIndex(HeaderEquality.KeepLast([.. headers.Select(HeaderTable.Again)]));
        _files = files;
    }

    /// <summary>What the matcher alone says.</summary>
    /// <param name="raw">The path stays percent-encoded, as in production; the local server decodes it.</param>
    public RedirectMatch? Match(ToolsRequest request, bool raw = false) =>
        ToolsVisit.Of(request, raw) is { } visit ? _matcher.Match(visit.Site, visit.Path) : null;

    /// <returns>Null when Netlify's code would throw.</returns>
    public ToolsResponse? Respond(ToolsRequest request, bool raw = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ToolsVisit.Of(request, raw) is { } visit ? Respond(visit) : null;
    }

    /// <summary>The same for a request that was taken apart before.</summary>
    internal ToolsResponse? Respond(ToolsVisit visit)
    {
        var match = _matcher.Match(visit.Site, visit.Path);
        if (match?.Force404 == true)
        {
            return NotFound("rule-force404", visit, null);
        }

        var own = match is { Force: true } ? null : StaticFiles.Find(_files, visit.Decoded);
        if (own is null)
        {
            return match is null ? NotFound("none", visit, LastTry(visit)) : Follow(match, visit);
        }

        var served = match is null ? visit.Site.Path : EncodeUri(own);
        return visit.Site.Method is "GET" or "HEAD"
            ? Out(match is null ? "file" : "file-shadows-rule", 200, visit, served, hasBody: true, own)
            : Out("file-method", 405, visit, served);
    }

    private ToolsResponse? Follow(RedirectMatch match, ToolsVisit visit)
    {
        if (RuleTarget.Of(match.To, visit.Url) is not { } target)
        {
            return null;
        }

        if (match.Status is >= 300 and <= 400)
        {
            return new ToolsResponse("rule-redirect", match.Status) { Location = target.Location };
        }

        if (target.IsExternal)
        {
            return new ToolsResponse("rule-proxy", null) { To = target.Location };
        }

        if (UrlEncoding.DecodeComponent(target.PathName) is not { } wanted)
        {
            return null;
        }

        return StaticFiles.Find(_files, wanted) is { } file
            ? Out("rule-rewrite", match.Status, visit, EncodeUri(file), hasBody: true, file)
            : NotFound("rule-rewrite-missing-target", visit, LastTry(visit), target.Location);
    }

    private ToolsResponse NotFound(string via, ToolsVisit visit, string? served, string? to = null) =>
        Out(via, 404, visit, served, hasBody: true, _files.Contains("/404.html") ? "/404.html" : null, to);

    private ToolsResponse Out(
        string via, int status, ToolsVisit visit, string? served, bool hasBody = false, string? body = null, string? to = null)
    {
        var headers = _headers.For(visit.Site.Path);
        return new ToolsResponse(via, status)
        {
            HasBody = hasBody,
            Body = body,
            To = to,
            Headers = headers,
            ServedHeaders = served is null ? [] : served == visit.Site.Path ? headers : _headers.For(served),
        };
    }

    private static string LastTry(ToolsVisit visit) => EncodeUri(StaticFiles.LastCandidate(visit.Decoded));

    private static string EncodeUri(string path) => UrlEncoding.Encode(path, UrlEncoding.Uri);

    private static ImmutableArray<RedirectRule> Again(ImmutableArray<RedirectRule> rules)
    {
        var changed = false;
        var again = new List<RedirectRule>(rules.Length);
        foreach (var rule in rules)
        {
            var status = rule.Status is { } written ? JsNumber.ParseInt(JsNumber.Text(written)) : (double?)null;
            changed |= status != rule.Status;
            again.Add(status == rule.Status ? rule : rule with { Status = status, IsProxy = RedirectParts.IsProxy(status, rule.To) });
        }

        return changed ? RedirectEquality.KeepLast(again) : rules;
    }
}
