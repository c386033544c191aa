using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config.Steps;
using Chimera.Sites.Netlify.Config.Warnings;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Config;

/// <summary>The rules of a site: those of the files in the publish folder, then those of the configuration, headers first.</summary>
internal sealed record ConfigRules(
    ImmutableArray<RedirectRule> Redirects, ImmutableArray<HeaderRule> Headers, ImmutableArray<SiteFinding> Findings)
{
    /// <summary>Takes <c>headers</c> and <c>redirects</c> out of the configuration.</summary>
    public static ConfigRules Read(
        SiteFolder folder, string publish, JsonObject config, ConfigPlaces? places, ConfigWarnings warnings, CancellationToken cancel)
    {
        WrittenAt? writtenAt = places is null ? null : places.Find;
        var (headerFiles, unreadableHeaders) = Open(folder, HeadersPath(publish));
        var headers = NetlifyHeaders.Read(headerFiles, List(config, "headers"), writtenAt, cancel, unreadableHeaders);
        RuleWarnings.AddHeaders(warnings, Said(headers.Problems));
        var spelling = HeaderSpelling.Warn(warnings, headers.Rules);

        var (redirectFiles, unreadableRedirects) = Open(folder, RedirectsPath(publish));
        var redirects = NetlifyRedirects.Read(redirectFiles, List(config, "redirects"), writtenAt, cancel, unreadableRedirects);
        RuleWarnings.AddRedirects(warnings, Said(redirects.Problems));
        var problems = headers.Problems.Concat(redirects.Problems).Select(problem => problem.ToFinding());
        return new ConfigRules(redirects.Rules, headers.Rules, spelling is null ? [.. problems] : [.. problems, spelling]);
    }

    public static string HeadersPath(string publish) => SitePath.Resolve(publish, "_headers")!;

    public static string RedirectsPath(string publish) => SitePath.Resolve(publish, "_redirects")!;

    /// <summary>What Netlify itself says; of some problems it says nothing.</summary>
    private static IReadOnlyList<string> Said(ImmutableArray<RuleProblem> problems) =>
        [.. problems.Select(problem => problem.PlatformMessage).OfType<string>()];

    private static JsonNode? List(JsonObject config, string key) => config.ContainsKey(key) ? JsObject.Take(config, key) : new JsonArray();

    private static (SourceFile[] Files, string? Unreadable) Open(SiteFolder folder, string path) =>
        folder.Read(path) is { } bytes ? ([SourceFile.Decode(path, bytes)], null)
        : folder.KindOf(path) == EntryKind.Absent ? ([], null)
        : ([], FilePaths.Absolute(path));
}
