using System.Collections.Immutable;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Serving;

/// <summary>An answer in the making: what it is, why, and how that is known.</summary>
internal sealed class LiveAnswer(SiteRequest request, LiveHeaders headers)
{
    public SiteRequest Request => request;

    /// <summary>The request's; a host that is none does not keep it from being answered.</summary>
    public WhatwgUrl Url => field ??=
        WhatwgUrl.Parse($"{request.Scheme}://{request.Host}{request.Target}") ?? WhatwgUrl
            .Parse(request.Target, WhatwgUrl.Parse("https://site.example"))
        ?? WhatwgUrl.Parse("https://site.example")!;

    public List<Reason> Why { get; } = [];

    public Evidence Evidence { get; set; } = Evidence.Computed;

    public SiteResponse File(LiveFile file, RedirectMatch? match)
    {
        if (file.OtherCase)
        {
            Evidence = Evidence.Measured;
        }

        var shadowed = match is not null && !match.Negative;
        Decide(
            shadowed ? $"'{file.Path}' is published there, and the rule for '{match!.Rule.From}' is not forced"
                : $"'{file.Path}' is published there",
            shadowed ? match!.Rule.Place : null);
        return Answer(shadowed ? ServedBy.FileBeforeRule : ServedBy.File, 200, file.Path, match?.Rule);
    }

    public SiteResponse Canonical(LiveFile file, string address, RedirectMatch? match)
    {
        Evidence = Evidence.Measured;
        Decide(
            file.OtherCase
                ? $"'{file.Path}' is published, and Netlify sends visitors to its address in lower case"
                : $"'{file.Path}' is published, and with Pretty URLs its one address is '{address}'",
            null);
        if (match is not null)
        {
            Why.Add(new Reason(
                ReasonKind.Doubt,
                $"the rule for '{match.Rule.From}' matches this path, too; that a page's own address goes before it has not been measured",
                match.Rule.Place));
        }

        return Empty(ServedBy.CanonicalUrl, 301, null) with { Location = request.Query.Length == 0
            ? address : $"{address}?{request.Query}" };
    }

    public SiteResponse MethodNotAllowed(LiveFile file)
    {
        Decide($"'{file.Path}' is a file, which can be read with GET and HEAD only", null);
        return Empty(ServedBy.MethodNotAllowed, 405, null);
    }

    public SiteResponse NotFound(string? page, RedirectRule? rule, string why)
    {
        Decide(page is null ? $"{why}; the site has no '404.html'" : why, rule?.Place);
        return page is null ? Empty(ServedBy.NotFound, 404, rule) : Answer(ServedBy.NotFound, 404, page, rule);
    }

    public SiteResponse Redirect(RedirectMatch match, RuleTarget target)
    {
        Decide($"the rule for '{match.Rule.From}' leads to '{match.To}' with status {match.Status}", match.Rule.Place);
        if (match.Status is not (301 or 302))
        {
            Evidence = Evidence.Unknown;
            Why.Add(new Reason(
                ReasonKind.Doubt,
                $"Netlify documents 301 and 302 for redirects; for {match.Status} its local server redirects, and some live sites have "
                    + "been seen to answer 404",
                match.Rule.Place));
        }

        return Empty(ServedBy.Redirect, match.Status, match.Rule) with { Location = target.Location };
    }

    public SiteResponse Proxy(RedirectMatch match, RuleTarget target)
    {
        Decide($"the rule for '{match.Rule.From}' has '{target.Location}' answer in its place", match.Rule.Place);
        return Empty(ServedBy.Proxy, 0, match.Rule) with { ProxiedTo = target.Location };
    }

    public SiteResponse Rewrite(RedirectMatch match, LiveFile file)
    {
        Decide($"the rule for '{match.Rule.From}' serves '{file.Path}' with status {match.Status}", match.Rule.Place);
        if (file.OtherCase)
        {
            Evidence = Evidence.Measured;
            Why.Add(new Reason(ReasonKind.Doubt,
                $"'{match.To}' is found as '{file.Path}' only because Netlify does not look at letter case", match.Rule.Place));
        }

        if (match.Status is not (200 or 404))
        {
            Evidence = Evidence.Unknown;
            Why.Add(new Reason(
                ReasonKind.Doubt,
                $"Netlify documents 200 and 404 for rules that serve a page; its local server takes any number, and so {match.Status}",
                match.Rule.Place));
        }

        return Answer(ServedBy.Rewrite, match.Status, file.Path, match.Rule);
    }

    /// <summary>Functions, identity, images: what Netlify itself runs.</summary>
    public SiteResponse ByPlatform(string path, RedirectMatch? match = null)
    {
        Evidence = Evidence.Documented;
        Decide(
            match is null ? $"'{path}' belongs to Netlify, which answers it before any rule"
                : $"the rule for '{match.Rule.From}' hands the request to '{path}'",
            match?.Rule.Place);
        return Empty(ServedBy.Function, 0, match?.Rule) with { ProxiedTo = path };
    }

    /// <summary>After what did not apply, and before what would have.</summary>
    private void Decide(string text, Engine.Truth.Place? place) => Why.Insert(
        Why.FindLastIndex(reason => reason.Kind is ReasonKind.NotMet or ReasonKind.Guarded) + 1,
        new Reason(ReasonKind.Decided, text, place));

    private SiteResponse Answer(ServedBy by, int status, string body, RedirectRule? rule)
    {
        var sent = headers.For(request.Path, UrlEncoding.Encode(body, UrlEncoding.Uri), Why);
        return new SiteResponse(by, status, null, body, null, sent, rule, Evidence, [.. Why]);
    }

    private SiteResponse Empty(ServedBy by, int status, RedirectRule? rule) =>
        new(by, status, null, null, null, [], rule, Evidence, [.. Why]);
}
