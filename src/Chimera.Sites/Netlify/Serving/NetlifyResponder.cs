using System.Collections.Immutable;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Serving;

/// <summary>
/// Answers as the live platform does, as far as that is known: rules as Netlify's own matcher tries them, against the path as it was sent;
/// what its documentation says beyond that; and what others have measured.
/// </summary>
public sealed class NetlifyResponder : IResponder
{
    private const string NotFoundPage = "/404.html";

    private readonly RedirectMatcher _matcher;
    private readonly LiveFiles _files;
    private readonly LiveHeaders _headers;

    public NetlifyResponder(
        ImmutableArray<RedirectRule> redirects, ImmutableArray<HeaderRule> headers, PublishedFiles files, ServingSettings settings,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _matcher = RedirectMatcher.Compile(redirects, settings.Matching, cancel);
        _files = new LiveFiles(files, settings.PrettyUrls);
        _headers = new LiveHeaders(headers);
    }

    public SiteResponse Respond(SiteRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var answer = new LiveAnswer(request, _headers);
        if (IsNetlifysOwn(request.Path))
        {
            return answer.ByPlatform(request.Path);
        }

        var explained = _matcher.Explain(request, request.Path);
        var match = explained.Match;
        foreach (var reason in explained.Why)
        {
            if (reason.Kind != ReasonKind.Decided)
            {
                answer.Why.Add(reason);
            }
        }

        AddDecodedDoubt(answer, match);
        var file = _files.Find(request.Path);
        if (match?.Force404 == true)
        {
            return answer.NotFound(NotFoundBody, match.Rule,
                $"the rule for '{match.Rule.From}' asks for a role that the visitor lacks, and no other rule matches");
        }

        if (file is not null && match?.Force != true)
        {
            return Serve(answer, file, match);
        }

        if (match is not null)
        {
            return Follow(answer, match);
        }

        return _files.FindInLowerCase(request.Path) is { } other
            ? Serve(answer, other, null)
            : answer.NotFound(NotFoundBody, null, $"no rule matches and nothing is published at '{request.Path}'");
    }

    private string? NotFoundBody => _files.All.Contains(NotFoundPage) ? NotFoundPage : null;

    private static SiteResponse Serve(LiveAnswer answer, LiveFile file, RedirectMatch? match) =>
        answer.Request.Method is not ("GET" or "HEAD") ? answer.MethodNotAllowed(file)
        : file.Canonical is { } canonical ? answer.Canonical(file, canonical, match)
        : answer.File(file, match);

    private SiteResponse Follow(LiveAnswer answer, RedirectMatch match)
    {
        if (RuleTarget.Of(match.To, answer.Url) is not { } target)
        {
            return answer
                .NotFound(NotFoundBody, match.Rule, $"the rule for '{match.Rule.From}' leads to '{match.To}', which is no address");
        }

        if (match.Status is >= 300 and <= 399)
        {
            return answer.Redirect(match, target);
        }

        if (target.IsExternal)
        {
            return answer.Proxy(match, target);
        }

        var path = target.PathName;
        if (IsNetlifysOwn(path))
        {
            return answer.ByPlatform(path, match);
        }

        return (_files.Find(path) ?? _files.FindInLowerCase(path)) is { } file
            ? answer.Rewrite(match, file)
            : answer.NotFound(
                NotFoundBody, match.Rule, $"the rule for '{match.Rule.From}' serves '{match.To}', where nothing is published");
    }

    /// <summary>
    /// Netlify's local server decodes the path before it matches; when that leads elsewhere a person who tries it there will wonder.
    /// </summary>
    private void AddDecodedDoubt(LiveAnswer answer, RedirectMatch? match)
    {
        var path = answer.Request.Path;
        if (UrlEncoding.DecodeComponent(path) is not { } decoded || decoded == path)
        {
            return;
        }

        var local = _matcher.Match(answer.Request, decoded);
        if (local?.Index != match?.Index || local?.To != match?.To)
        {
            answer.Evidence = Evidence.Documented;
            answer.Why.Add(new Reason(
                ReasonKind.Doubt,
                "rules are matched against the path as it is sent, as Netlify documents; its local server decodes the path first and "
                + (local is null ? "finds no rule" : $"takes the rule for '{local.Rule.From}'"),
                local?.Rule.Place));
        }
    }

    private static bool IsNetlifysOwn(string path) => path == "/.netlify" || path.StartsWith("/.netlify/", StringComparison.Ordinal);
}
