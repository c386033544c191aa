using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.Redirects;

namespace Chimera.Sites.Tests.Netlify.Redirects;

public sealed class GoldenRedirectTests
{
    [Theory]
    [InlineData("redirects.head.ndjson.gz", 50)]
    [InlineData("redirects.history.ndjson.gz", 200)]
    public void The_redirects_of_real_sites_and_their_errors_are_those_of_the_platforms_parser(string golden, int least)
    {
        var compared = 0;
        foreach (var (file, expected) in GoldenLines.Of(golden))
        {
            var read = NetlifyRedirects.Read(SourceFile.Decode("_redirects", File.ReadAllBytes(file)));
            Assert.Equal(JsJson.Stringify(expected["redirects"]), RedirectJson.WriteAll(read.Rules, minimal: false));
            Assert.Equal(expected["errors"]!.AsArray().Select(error => error!.GetValue<string>()), read.Problems
                .Select(problem => problem.PlatformMessage));
            compared++;
        }

        Assert.True(compared > least);
    }

    [Fact]
    public void The_redirects_of_every_conformance_case_are_those_of_the_platforms_parser()
    {
        var compared = 0;
        foreach (var (one, result) in GoldenLines.Cases().Where(pair => pair.Case["kind"]!.GetValue<string>() == "redirects"))
        {
            var read = NetlifyRedirects.Read(new SourceFile("_redirects", one["files"]!["pub/_redirects"]!.GetValue<string>()));
            Assert.Equal(JsJson.Stringify(result["redirects"]), RedirectJson.WriteAll(read.Rules, minimal: true));
            var said = read.Problems.Select(problem => problem.PlatformMessage);
            var warnings = read.Problems.IsEmpty
                ? [] : new[] { $"Warning: some redirects have syntax errors:\n\n{string.Join("\n\n", said)}".Trim() };
            Assert.Equal(warnings, result["warnings"]!.AsArray().Select(warning => warning!.GetValue<string>()));
            compared++;
        }

        Assert.True(compared > 60);
    }
}
