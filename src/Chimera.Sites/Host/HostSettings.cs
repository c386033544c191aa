using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Host;

/// <summary>What a site asks of its host: the folder to publish, and the rules of its <c>_redirects</c>, <c>_headers</c> and
/// <c>netlify.toml</c>, resolved as Netlify resolves them.</summary>
/// <param name="Config">The file it was read from; null when the site has none.</param>
/// <param name="Base">Relative to the site's folder, like <paramref name="Publish"/>.</param>
/// <param name="BasePlace">Where it is written; null when it is not.</param>
internal sealed record HostSettings(
    string? Config, string Base, Place? BasePlace, string Publish, Place? PublishPlace, ImmutableArray<RedirectRule> Redirects,
    ImmutableArray<HeaderRule> Headers, ImmutableArray<SiteFinding> Findings)
{
    /// <summary>What of a configuration only Netlify runs.</summary>
    private static readonly ImmutableArray<string> Code = ["functions", "edge_functions", "plugins"];

    /// <returns>No settings when <c>netlify.toml</c> is refused; the findings say why.</returns>
    public static (HostSettings? Settings, ImmutableArray<SiteFinding> Findings) Read(
        SiteFolder folder, DeployContext context, CancellationToken cancel) => NetlifyConfig.Resolve(folder, context, cancel) switch
        {
            NetlifyConfigOutcome.Resolved resolved => (Of(resolved.Result, ResolvedPlaces.Of(resolved.Result, context)), []),
            NetlifyConfigOutcome.Fatal fatal => (null, [fatal.Finding, .. FurtherProblems.Behind(fatal.Finding, folder, cancel)]),
            _ => throw new InvalidOperationException("an outcome is one of two"),
        };

    private static HostSettings Of(NetlifyConfigResult result, ResolvedPlaces places)
    {
        var (root, publish) = (places.Find("build", "base"), places.Find("build", "publish"));
        var code =
            from key in Code
            let written = places.Find(key)
            where written is not null
            select new SiteFinding(
                HostFindings.CodeUnsupported, $"'{key}' is not run on a plain host", written.Place, written.Span, Subject: key);
        return new HostSettings(
            result.ConfigPath, result.BuildDir, root?.Place, result.Publish, (publish ?? root)?.Place, result.Redirects, [.. result.Headers.Select(OnOneLine)],
            [.. result.Findings, .. code]);
    }

    /// <summary>What is written over several lines of <c>netlify.toml</c> is one line in HTTP.</summary>
    private static HeaderRule OnOneLine(HeaderRule rule) => rule.Values.All(value => !value.Value.AsSpan().ContainsAny("\n\r\t")) ? rule : rule with
    {
        Values = [.. rule.Values.Select(value => KeyValuePair.Create(value.Key, string.Join(' ', value.Value.Split(['\n', '\r', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))))],
    };
}
