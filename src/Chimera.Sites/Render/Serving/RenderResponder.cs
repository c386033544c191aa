using System.Collections.Immutable;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Render.Serving;

/// <summary>
/// Answers as a static site on Render: what exists at the path, else the first route that matches, else a page without its
/// <c>.html</c> or <c>index.html</c>, else 404. Render's server is not published; every answer says how it is known.
/// </summary>
/// <param name="isBuilt">The published files are there to be looked at; without them every path is taken for absent.</param>
internal sealed class RenderResponder(
    PublishedFiles files, ImmutableArray<RedirectRule> routes, ImmutableArray<HeaderRule> headers, bool isBuilt) : IResponder
{
    private const int MostShadowed = 5;

    private readonly RouteTable _routes = new(routes);
    private readonly HeaderTable _headers = new(headers);

    public SiteResponse Respond(SiteRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var path = Uri.UnescapeDataString(request.Path);
        var answer = request.Method is not ("GET" or "HEAD")
            ? new Answer(ServedBy.MethodNotAllowed, 405, Evidence.Unknown).Because(
                ReasonKind.Decided, "a static site is only read; how Render refuses other methods is not documented")
            : Pages.Resource(files, path) is { } resource
                ? new Answer(ServedBy.File, 200, Evidence.Documented) { Body = resource }.Because(
                    ReasonKind.Decided, "something exists at this path, which comes before any route")
                : Route(request, path) ?? Page(path);
        return Finished(
            isBuilt ? answer : answer.Doubted("the publish folder is not built, so it is not known which files exist"), request);
    }

    private Answer? Route(SiteRequest request, string path)
    {
        var matches = _routes.Matches(request.Path).Take(MostShadowed + 1).ToImmutableArray();
        if (matches.IsEmpty)
            return null;

        var (rule, to) = matches[0];
        var answer = (rule.Status == 200 ? Rewrite(rule, to) : Redirect(request, rule, to)) with { Rule = rule };
        answer = matches.Skip(1).Aggregate(
            answer, (sofar, later) =>
                sofar.Because(ReasonKind.Shadowed, $"'{later.Rule.From}' would match too, had it come first", later.Rule.Place));
        return Pages.Clean(files, path) is { } page
            ? answer.Measured(
                $"the page {page} is at this address only when no route matches; users measured this, the documentation does not say it")
            : answer;
    }

    private static Answer Redirect(SiteRequest request, RedirectRule rule, string to)
    {
        var answer = new Answer(ServedBy.Redirect, 301, Evidence.Documented) { Location = to }
            .Because(ReasonKind.Decided, $"nothing exists at this path, and the route '{rule.From}' is the first that matches", rule.Place);
        return request.Query.Length == 0 ? answer : answer.Doubted("whether the query is handed on to the new address is not documented");
    }

    private Answer Rewrite(RedirectRule rule, string to)
    {
        var reason = $"nothing exists at this path, and the route '{rule.From}' is the first that matches";
        if (rule.IsProxy)
            return new Answer(ServedBy.Proxy, 0, Evidence.Documented) { ProxiedTo = to }.Because(ReasonKind.Decided, reason, rule.Place);

        var end = to.AsSpan().IndexOfAny('?', '#');
        var path = Uri.UnescapeDataString(end < 0 ? to : to[..end]);
        if (Pages.Resource(files, path) is { } resource)
            return new Answer(ServedBy.Rewrite, 200, Evidence.Documented) { Body = resource }.Because(
                ReasonKind.Decided, reason, rule.Place);

        return Pages.Clean(files, path) is { } page
            ? (new Answer(ServedBy.Rewrite, 200, Evidence.Documented) { Body = page }).Because(ReasonKind.Decided, reason, rule.Place)
                .Doubted($"that {path} is found as {page} after a rewrite is not documented")
            : Missing().Because(ReasonKind.Decided, $"{reason}, but nothing exists at its destination {path}", rule.Place);
    }

    private Answer Page(string path)
    {
        if (Pages.Clean(files, path) is not { } page)
            return Missing().Because(ReasonKind.Decided, "nothing exists at this path and no route matches");

        return new Answer(ServedBy.File, 200, Evidence.Measured) { Body = page }
            .Because(ReasonKind.Decided,
                $"no route matches, and {page} is served without its name being written out; measured, not documented");
    }

    private Answer Missing()
    {
        var answer = new Answer(ServedBy.NotFound, 404, Evidence.Documented);
        return files.Contains("/404.html")
            ? (answer with { Body = "/404.html" }).Doubted("that 404.html is the page for what is not found is not documented")
            : answer;
    }

    private SiteResponse Finished(Answer answer, SiteRequest request)
    {
        ImmutableArray<HeaderRule> rules = answer.By is ServedBy.File or ServedBy.Rewrite ? [.. _headers.For(request.Path)] : [];
        var set = rules.SelectMany(rule => rule.Values).ToImmutableArray();
        var twice = set.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            answer = answer.Because(ReasonKind.Doubt, $"several rules set {twice.Key}; which of them wins is not documented");
        return new SiteResponse(
            answer.By, answer.Status, answer.Location, request.Method == "HEAD" ? null : answer.Body, answer.ProxiedTo, set, answer.Rule,
            answer.Evidence, answer.Why);
    }
}
