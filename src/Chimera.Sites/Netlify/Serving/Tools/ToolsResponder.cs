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
        return ToolsVisit.Of(request, raw) is { } visit ? Respond(visit, _matcher.Match(visit.Site, visit.Path)) : null;
    }

    private ToolsResponse? Respond(ToolsVisit visit, RedirectMatch? match)
    {
        var url = visit.Url;
        var path = UrlEncoding.DecodeComponent(url.PathName) ?? url.PathName;
        var own = StaticFiles.Find(_files, path);
        var reads = visit.Site.Method is "GET" or "HEAD";
        if (match is null)
        {
            return own is null ? NotFound("none", url, LastTry(path))
                : reads ? Out(new("file", 200) { HasBody = true, Body = own }, url, url.PathName)
                : Out(new("file-method", 405), url, url.PathName);
        }

        if (match.Force404)
        {
            return NotFound("rule-force404", url, null);
        }

        if (own is not null && !match.Force)
        {
            return reads
                ? Out(new("file-shadows-rule", 200) { HasBody = true, Body = own }, url, EncodeUri(own))
                : Out(new("file-method", 405), url, EncodeUri(own));
        }

        return Follow(match, url, path);
    }

    private ToolsResponse? Follow(RedirectMatch match, WhatwgUrl url, string path)
    {
        if (RuleTarget.Of(match.To, url) is not { } target)
        {
            return null;
        }

        if (match.Status is >= 300 and <= 400)
        {
            return new ToolsResponse("rule-redirect", match.Status) { Location = target.Location };
        }

        if (target.IsExternal)
        {
            return new ToolsResponse("rule-proxy", null) { To = target.Url.Href };
        }

        if (UrlEncoding.DecodeComponent(target.Url.PathName) is not { } wanted)
        {
            return null;
        }

        return StaticFiles.Find(_files, wanted) is { } file
            ? Out(new("rule-rewrite", match.Status) { HasBody = true, Body = file }, url, EncodeUri(file))
            : NotFound("rule-rewrite-missing-target", url, LastTry(path), target.Location);
    }

    private ToolsResponse NotFound(string via, WhatwgUrl url, string? served, string? to = null) =>
        Out(new(via, 404) { HasBody = true, Body = _files.Contains("/404.html") ? "/404.html" : null, To = to }, url, served);

    private ToolsResponse Out(ToolsResponse response, WhatwgUrl url, string? served)
    {
        var headers = _headers.For(url.PathName);
        return response with { Headers = headers, ServedHeaders = served is null ? [] : served == url.PathName
            ? headers : _headers.For(served) };
    }

    private static string LastTry(string path) => EncodeUri(StaticFiles.Candidates(path)[^1]);

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
