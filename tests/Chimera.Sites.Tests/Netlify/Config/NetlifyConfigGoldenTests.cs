using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Platforms;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Netlify.Config;

/// <summary>What @netlify/config itself answered, for real files and for made ones.</summary>
public sealed partial class NetlifyConfigGoldenTests
{
    [Theory]
    [InlineData("head")]
    [InlineData("history")]
    public void Real_files_are_resolved_as_by_netlify(string name)
    {
        var corpus = Beside.Folder("corpus");
        List<string> differing = [];
        foreach (var line in Lines(Path.Combine(corpus, "golden", $"netlify-toml.{name}.ndjson.gz")))
        {
            var record = JsonNode.Parse(line)!;
            var file = (string)record["file"]!;
            var folder = FolderOf(File.ReadAllText(Path.Combine(corpus, file)));
            foreach (var (context, expected) in record["contexts"]!.AsObject())
            {
                var deploy = new DeployContext(context, context == "production" ? "main" : "feature/x");
                var actual = NetlifyConfigJson.Write(NetlifyConfig.Resolve(folder, deploy, TestContext.Current.CancellationToken), deploy);
                if (JsJson.Stringify(JsonNode.Parse(actual)) != JsJson.Stringify(expected))
                {
                    differing.Add($"{file} {context}");
                }
            }
        }

        Assert.Empty(differing);
    }

    [Fact]
    public void Made_sites_are_resolved_as_by_netlify()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Beside.Folder("oracle"), "conformance", "golden.json")))!;
        List<string> differing = [];
        foreach (var site in golden["cases"]!.AsArray())
        {
            var files = site!["files"]!.AsObject().ToDictionary(file => file.Key, file => (string)file.Value!, StringComparer.Ordinal);
            var folder = SiteFolder.Of(files);
            foreach (var (context, expected) in site["results"]!.AsObject())
            {
                var deploy = new DeployContext(context, (string)expected!["branch"]!);
                var outcome = NetlifyConfig.Resolve(folder, deploy, TestContext.Current.CancellationToken);
                if (!IsAsExpected(JsonNode.Parse(NetlifyConfigJson.Write(outcome, deploy))!, expected))
                {
                    differing.Add($"{site["id"]} {context}");
                }
            }
        }

        Assert.Empty(differing);
    }

    /// <summary>The cases were written down without zero-width spaces, and some without the rest of the configuration.</summary>
    private static bool IsAsExpected(JsonNode actual, JsonNode expected)
    {
        if (!(bool)expected["ok"]!)
        {
            return !(bool)actual["ok"]! && Bare((string)actual["fatal"]!) == (string)expected["fatal"]!;
        }

        var config = actual["config"] as JsonObject ?? [];
        var (redirects, headers) = (JsObject.Take(config, "redirects"), JsObject.Take(config, "headers"));
        return (bool)actual["ok"]!
            && Texts(actual["warnings"]).Select(text => JsText.Trim(Bare(text))).SequenceEqual(Texts(expected["warnings"]))
            && JsJson.Stringify(redirects) == JsJson.Stringify(expected["redirects"])
            && JsJson.Stringify(headers) == JsJson.Stringify(expected["headers"])
            && (expected["config"] is null || JsJson.Stringify(config) == JsJson.Stringify(expected["config"]));
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(text => (string)text!);

    private static string Bare(string text) => text.Replace("\u200b", "", StringComparison.Ordinal);

    /// <summary>The base folders that the file names exist; nothing else does.</summary>
    private static SiteFolder FolderOf(string toml)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["netlify.toml"] = toml };
        foreach (var path in BaseLine().Matches(toml).Select(match => match.Groups["path"].Value.Trim('/')))
        {
            files[$"{path}/kept"] = "";
        }

        return SiteFolder.Of(files);
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    [GeneratedRegex(
        """^\s*base\s*=\s*["'](?<path>[^"'\n]+)["']""", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex BaseLine();
}
