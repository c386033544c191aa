using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Tests.Netlify.Headers;

public sealed class GoldenHeaderTests
{
    [Theory]
    [InlineData("headers.head.ndjson.gz", 40)]
    [InlineData("headers.history.ndjson.gz", 80)]
    public void The_headers_of_real_sites_and_their_errors_are_those_of_the_platforms_parser(string golden, int least)
    {
        var compared = 0;
        foreach (var (file, expected) in GoldenLines.Of(golden))
        {
            var read = NetlifyHeaders.Read(
                [SourceFile.Decode("_headers", File.ReadAllBytes(file))], new JsonArray(), null, CancellationToken.None, compiles: true);
            Assert.Equal(JsJson.Stringify(expected["headers"]), HeaderJson.WriteAll(read.Rules, minimal: false));
            Assert.Equal(
                expected["errors"]!.AsArray().Select(error => error!.GetValue<string>()),
                read.Problems.Select(problem => problem.PlatformMessage).OfType<string>());
            compared++;
        }

        Assert.True(compared > least);
    }

    [Fact]
    public void The_patterns_and_the_headers_of_every_conformance_case_are_the_platforms()
    {
        var compared = 0;
        foreach (var (_, result) in GoldenLines.Cases().Where(pair => pair.Result["regexes"] is not null))
        {
            var read = NetlifyHeaders.Read([], result["headers"], null, CancellationToken.None, compiles: true);
            Assert.Equal(JsJson.Stringify(result["headers"]), HeaderJson
                .WriteAll(NetlifyHeaders.Read([], result["headers"], null, CancellationToken.None).Rules, minimal: true));
            Assert.Equal(
                JsJson.Stringify(result["regexes"]),
                JsJson.Stringify(
                    new JsonArray([.. read.Rules.Select(rule => new JsonArray(rule.For, HeaderPattern.Of(rule.For).Source))])));
            var index = new HeaderIndex(read.Rules);
            foreach (var (path, headers) in result["headersFor"]!.AsObject())
            {
                Assert.Equal(
                    JsJson.Stringify(headers), JsJson
                        .Stringify(new JsonObject(index.For(path).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)))));
                compared++;
            }
        }

        Assert.True(compared > 100);
    }
}
