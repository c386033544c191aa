using System.IO.Compression;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.Matching;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Netlify.Matching;

/// <summary>What the platform's own matcher answered to requests made for the rules of real sites.</summary>
public sealed class GoldenMatchTests
{
    [Theory]
    [InlineData("redirects.head.ndjson.gz")]
    [InlineData("redirects.history.ndjson.gz")]
    [InlineData("netlify-toml.head.ndjson.gz")]
    [InlineData("netlify-toml.history.ndjson.gz")]
    public void Every_request_to_a_real_site_is_matched_as_the_platform_does(string file)
    {
        var different = new List<string>();
        var compared = 0;
        foreach (var line in Lines(Path.Combine(Beside.Folder("corpus"), "golden", file)))
        {
            var site = JsonNode.Parse(line)!.AsObject();
            if (site["matches"] is not JsonArray matches)
            {
                continue;
            }

            var rules = site["redirects"] ?? site["contexts"]!["production"]!["config"]!["redirects"];
            var matcher = RedirectMatcher.Compile(OracleJson.Rules(rules!.AsArray()));
            foreach (var match in matches)
            {
                compared++;
                var (request, path) = OracleJson.Request(match![0]!.AsObject());
                var answer = MatchJson.Write(matcher.Match(request, path));
                if (!JsonNode.DeepEquals(answer, match[1]))
                {
                    different.Add($"{site["file"]} {match[0]!.ToJsonString()}: {answer?.ToJsonString()} not {match[1]?.ToJsonString()}");
                }
            }
        }

        Assert.True(compared > 1000);
        Assert.True(different.Count == 0, string.Join("\n", different.Take(20)));
    }

    [Fact]
    public void Every_conformance_case_is_matched_as_the_platform_does_with_the_path_decoded_and_not()
    {
        var file = Path.Combine(Beside.Folder("oracle"), "conformance", "golden.json");
        var different = new List<string>();
        foreach (var one in JsonNode.Parse(File.ReadAllText(file))!["cases"]!.AsArray())
        {
            foreach (var (_, result) in one!["results"]!.AsObject())
            {
                if (result!["matches"] is not JsonArray matches)
                {
                    continue;
                }

                var matcher = RedirectMatcher.Compile(OracleJson.Rules(result["redirects"]!.AsArray()));
                foreach (var match in matches)
                {
                    var (request, path) = OracleJson.Request(match!["request"]!.AsObject());
                    var decoded = MatchJson.Write(matcher.Match(request, path));
                    var raw = MatchJson.Write(matcher.Match(request, request.Path));
                    var isSame = match["raw"] is JsonValue;
                    if (!JsonNode.DeepEquals(decoded, match["decoded"])
                        || !JsonNode.DeepEquals(raw, isSame ? match["decoded"] : match["raw"]))
                    {
                        different.Add($"{one["id"]} {match.ToJsonString()}: {decoded?.ToJsonString()}, {raw?.ToJsonString()}");
                    }
                }
            }
        }

        Assert.True(different.Count == 0, string.Join("\n", different.Take(20)));
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
