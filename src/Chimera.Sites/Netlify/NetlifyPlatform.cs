using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Checks;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.Serving;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify;

/// <summary>
/// What Netlify would make of a site: its configuration, rules and headers as Netlify's own code reads them, and the answers it would give.
/// </summary>
public sealed class NetlifyPlatform : IPlatform
{
    public Platform Platform => Platform.Netlify;

    public ImmutableArray<AddedHeader> Adds => NetlifyAdditions.Added;

    public Foresight Foresee(SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(context);
        return NetlifyConfig.Resolve(folder, context, cancel) switch
        {
            NetlifyConfigOutcome.Resolved resolved => Foresee(folder, context, resolved.Result, cancel),
            NetlifyConfigOutcome.Fatal fatal => new Foresight(
                Platform.Netlify, NetlifyFacts.Of(context), PublishedFiles.None, [], [], [fatal.Finding, .. FurtherProblems.Behind(fatal.Finding, folder, cancel)],
                Responder: null),
            _ => throw new InvalidOperationException("an outcome is one of two"),
        };
    }

    private static Foresight Foresee(SiteFolder folder, DeployContext context, NetlifyConfigResult result, CancellationToken cancel)
    {
        var places = ResolvedPlaces.Of(result, context);
        var published = PublishedFiles
            .Below(folder, result.Publish, file => file.Path == result.RedirectsPath || file.Path == result.HeadersPath);
        var settings = new ServingSettings { PrettyUrls = HasPrettyUrls(result.Config) };
        var responder = new NetlifyResponder(result.Redirects, result.Headers, published, settings, cancel);
        ImmutableArray<SiteFinding> findings =
        [
            .. result.Findings,
            .. DeployChecks.Find(folder, result, places, published),
            .. RuntimeVersions.Find(result.Config, places),
        ];
        return new Foresight(
            Platform.Netlify, NetlifyFacts.Of(context, result, places), published, result.Redirects, result.Headers, findings, responder)
        {
            HeaderDialect = HeaderDialect.It,
        };
    }

    /// <summary>On unless it is switched off, with all that Netlify does to files after the build or alone.</summary>
    internal static bool HasPrettyUrls(JsonObject config)
    {
        var processing = config["build"]?["processing"] as JsonObject;
        return !JsValue.IsTruthy(processing?["skip_processing"])
            && (processing?["html"] is not JsonObject html || !html.TryGetPropertyValue("pretty_urls", out var pretty)
                || JsValue.IsTruthy(pretty));
    }
}
