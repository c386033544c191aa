using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Host;

/// <summary>
/// A plain host with a web server such as nginx, which Chimera configures from the site's own files. The contract, which is Chimera's and
/// which the generated configuration keeps:
/// <list type="bullet">
/// <item>What is published: the folder named by <c>base</c> and <c>publish</c> in <c>netlify.toml</c>, which is resolved for the context as
/// Netlify does and refused when Netlify refuses it, else the site's own; without <c>_redirects</c>,
/// <c>_headers</c>, <c>netlify.toml</c>, and without names that begin with a dot other than <c>.well-known</c>.</item>
/// <item>Rules: <c>_redirects</c> of the publish folder, then <c>netlify.toml</c>, read and matched as Netlify does, the path as sent.
/// The
/// first that matches counts; a file wins over it unless the rule is forced.</item>
/// <item>Conditions on cookies and languages (the first of <c>Accept-Language</c>) hold as on Netlify. Rules with other conditions, signed
/// proxies, and rewrites to functions are left out.</item>
/// <item>A redirect keeps the request's query unless its destination has one. A 200 to a URL is a proxy, to a path a rewrite to a file;
/// any other
/// status sends the destination's file with it. A rewrite is not followed by another rule.</item>
/// <item>Files: the path itself, the path with <c>.html</c>, its <c>index.html</c>; with or without a slash at the end, and without a
/// redirect between the two. Letter case counts, and several slashes are one. Else <c>404.html</c> with 404.</item>
/// <item>Headers: <c>_headers</c>, then <c>netlify.toml</c>, matched against the path as sent, on files and where there
/// is none: not on redirects, nor on proxies. One without a value is not sent; a line end in one is sent as a blank.</item>
/// <item>A path that cannot be decoded is refused with 400, and another method than GET and HEAD for a file with 405.</item>
/// </list>
/// </summary>
public sealed class HostPlatform : IPlatform
{
    public Platform Platform => Platform.Host;

    /// <summary>The web server that Chimera configures adds nothing that a browser acts on.</summary>
    public ImmutableArray<AddedHeader> Adds => [];

    public Foresight Foresee(SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(context);
        var (settings, problems) = HostSettings.Read(folder, context, cancel);
        if (settings is null)
        {
            return new Foresight(Platform, Facts(context), PublishedFiles.None, [], [], problems, null);
        }

        List<SiteFinding> findings = [.. settings.Findings];
        var rules = HostRules.Followed(settings.Redirects, findings, cancel);
        var isThere = settings.Publish.Length == 0 || folder.KindOf(settings.Publish) == EntryKind.Folder;
        var published = isThere ? PublishedFiles.Below(folder, settings.Publish, IsHeldBack) : PublishedFiles.None;
        if (!isThere)
        {
            findings.Add(new SiteFinding(
                HostFindings.NotBuilt, $"'{settings.Publish}' is not there", settings.PublishPlace, Subject: settings.Publish));
        }

        var responder = isThere ? new HostResponder(
            published, RedirectMatcher.Compile(rules, cancel: cancel), new HeaderIndex(settings.Headers)) : null;
        findings.AddRange(responder is null ? [] : Pages(published, responder));
        return new Foresight(Platform, Facts(context, settings), published, rules, settings.Headers, [.. findings], responder)
        {
            HeaderDialect = HeaderDialect.It,
        };
    }

    private static bool IsHeldBack(SiteFile file)
    {
        var name = SitePath.NameOf(file.Path);
        return name is "_redirects" or "_headers" or "netlify.toml"
            || file.Path.Split('/').Any(segment => segment.StartsWith('.') && segment != ".well-known");
    }

    private static IEnumerable<SiteFinding> Pages(PublishedFiles published, HostResponder responder)
    {
        var top = Place.Of(SitePath.Shown(published.Root));
        if (!published.Contains("/404.html") && responder.Respond(SiteRequest.Get("/no-such-page")).By == ServedBy.NotFound)
        {
            yield return new SiteFinding(
                HostFindings.MissingNotFoundPage, "visitors of an address that does not exist see the web server's own page", top);
        }
    }

    private static ImmutableArray<Fact> Facts(DeployContext context) =>
        [new Fact("context", context.Name, null, Evidence.Documented), new Fact("branch", context.Branch, null, Evidence.Documented)];

    private static ImmutableArray<Fact> Facts(DeployContext context, HostSettings settings) =>
    [
        .. Facts(context),
        new Fact("config", settings.Config, settings.Config is null ? null : Place.Of(settings.Config), Evidence.Documented),
        new Fact("base", settings.Base.Length == 0 ? null : settings.Base, settings.BasePlace, Evidence.Documented),
        new Fact("publish", SitePath.Shown(settings.Publish), settings.PublishPlace, Evidence.Documented),
    ];
}
