using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Netlify.Toml;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Host;

/// <summary>What a site asks of its host: the folder to publish, and the rules of its <c>_redirects</c>, <c>_headers</c> and
/// <c>netlify.toml</c>.</summary>
/// <param name="Publish">Relative to the site's folder.</param>
/// <param name="PublishPlace">Where it is written; null when it is not.</param>
internal sealed record HostSettings(
    string Publish, Place? PublishPlace, ImmutableArray<RedirectRule> Redirects, ImmutableArray<HeaderRule> Headers,
    ImmutableArray<SiteFinding> Findings)
{
    private const string Configuration = "netlify.toml";
    private const int MaxBytes = 10 << 20;

    /// <returns>No settings when <c>netlify.toml</c> cannot be read; the findings say why.</returns>
    public static (HostSettings? Settings, ImmutableArray<SiteFinding> Findings) Read(SiteFolder folder, CancellationToken cancel)
    {
        if (folder.Read(Configuration, MaxBytes) is not { } bytes)
        {
            return (Of(folder, null, new JsonObject(), cancel), []);
        }

        return NetlifyToml.Parse(SourceFile.Decode(Configuration, bytes), cancel) switch
        {
            NetlifyToml.Read read => (Of(folder, read.Document, read.Value, cancel), []),
            NetlifyToml.Failed failed => (null,
            [
                new SiteFinding(
                    HostFindings.ConfigurationUnreadable, $"{Configuration} cannot be read here",
                    failed.Document.Source.PlaceOf(failed.Span), failed.Span),
            ]),
            _ => throw new InvalidOperationException("an outcome is one of two"),
        };
    }

    private static HostSettings Of(SiteFolder folder, TomlDocument? document, JsonObject configuration, CancellationToken cancel)
    {
        WrittenAt? writtenAt = document is null ? null : path => Find(document, path);
        List<SiteFinding> findings = [];
        var build = configuration["build"] as JsonObject;
        var publish = Join(Text(build, "base"), Text(build, "publish"));
        var redirects = NetlifyRedirects.Read(
            File(folder, publish, "_redirects"), configuration["redirects"]?.DeepClone() ?? new JsonArray(), writtenAt, cancel);
        var headers = NetlifyHeaders.Read(
            File(folder, publish, "_headers"), configuration["headers"]?.DeepClone() ?? new JsonArray(), writtenAt, cancel, compiles: true);
        findings.AddRange(redirects.Problems.Concat(headers.Problems).Select(problem => problem.ToFinding()));
        foreach (var key in new[] { "functions", "edge_functions", "plugins" }.Where(
            key => configuration[key] is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }))
        {
            var written = writtenAt?.Invoke(key);
            findings.Add(new SiteFinding(
                HostFindings.CodeUnsupported, $"'{key}' is not run on a plain host", written?.Place, written?.Span, Subject: key));
        }

        return new HostSettings(
            publish, (writtenAt?.Invoke("build", "publish") ?? writtenAt?.Invoke("build", "base"))?.Place, redirects.Rules, headers.Rules,
            [.. findings]);
    }

    private static string? Text(JsonObject? table, string key) => table?[key] is JsonValue value && value.TryGetValue(out string? text)
        ? text : null;

    /// <summary>A folder that would lead out of the site is none at all.</summary>
    private static string Join(string? root, string? publish) =>
        GithubPages.Paths.Normal($"{root}/{publish}") ?? "..";

    private static SourceFile[] File(SiteFolder folder, string publish, string name) =>
        GithubPages.Paths.Join(publish, name) is var path && folder.Read(path, SiteFolder.DefaultMaxBytes) is { } bytes
            ? [SourceFile.Decode(path, bytes)] : [];

    private static Written? Find(TomlDocument document, ReadOnlySpan<string> path)
    {
        TomlValue value = document.Root;
        var span = value.Span;
        foreach (var step in path)
        {
            if (value is TomlTable table && table.Find(step) is { } entry)
            {
                (value, span) = (entry.Value, entry.Value.Span);
            }
            else if (value is TomlArray array && int.TryParse(step, System.Globalization.CultureInfo.InvariantCulture, out var index)
                && (uint)index < (uint)array.Items.Count)
            {
                (value, span) = (array.Items[index], array.Items[index].Span);
            }
            else
            {
                return null;
            }
        }

        return new Written(document.Source.PlaceOf(span), span);
    }
}
