using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Netlify.Toml;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Agreement.Answers;

/// <summary>A site as Chimera reads it: what is deployed in one context, and what is written whether it can be deployed or not.</summary>
/// <param name="Rules">Those that requests meet: the resolved ones, or the written ones of a site that cannot be deployed.</param>
internal sealed record ChimeraSite(
    NetlifyConfigOutcome Config, string Publish, ImmutableArray<RedirectRule> Rules, ImmutableArray<HeaderRule> Headers,
        NetlifyRedirects? WrittenRedirects, NetlifyHeaders? WrittenHeaders)
{
    public static ChimeraSite Read(SiteFolder folder, DeployContext context, bool withWritten, CancellationToken cancel)
    {
        var config = NetlifyConfig.Resolve(folder, context, cancel);
        var result = (config as NetlifyConfigOutcome.Resolved)?.Result;
        var publish = result?.Publish ?? "";
        if (!withWritten && result is not null)
        {
            return new ChimeraSite(config, publish, result.Redirects, result.Headers, null, null);
        }

        var toml = folder.Read("netlify.toml") is { } bytes ? NetlifyToml.Parse(SourceFile.Decode("netlify.toml", bytes), cancel) : null;
        var (redirectFiles, noRedirects) = Open(folder, Below(publish, "_redirects"));
        var (headerFiles, noHeaders) = Open(folder, Below(publish, "_headers"));
        var redirects = NetlifyRedirects.Read(redirectFiles, List(toml, "redirects"), null, cancel, noRedirects);
        var headers = NetlifyHeaders.Read(headerFiles, List(toml, "headers"), null, cancel, noHeaders, compiles: true);
        return new ChimeraSite(config, publish, result?.Redirects ?? redirects.Rules, result?.Headers ?? headers.Rules, redirects, headers);
    }

    private static string Below(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static JsonNode? List(NetlifyToml? toml, string name) =>
        toml is NetlifyToml.Read { Value: var table } && table.TryGetPropertyValue(name, out var list) ? list : new JsonArray();

    private static (SourceFile[] Files, string? Unreadable) Open(SiteFolder folder, string path) =>
        folder.Read(path) is { } bytes ? ([SourceFile.Decode(path, bytes)], null)
        : folder.KindOf(path) == EntryKind.Absent ? ([], null)
        : ([], $"<site>/{path}");
}
