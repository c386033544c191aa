using System.Text.Json.Nodes;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Platforms;
using static Chimera.Sites.Tests.Netlify.Config.Sites;

namespace Chimera.Sites.Tests.Netlify.Config;

public sealed class NetlifyConfigTests
{
    [Fact]
    public void A_site_without_a_file_has_the_defaults()
    {
        var folder = SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["index.html"] = "" });

        var outcome = NetlifyConfig.Resolve(folder, DeployContext.Production, TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            {"ok":true,"context":"production","branch":"main","configPath":null,"buildDir":"<site>","headersPath":"<site>/_headers",
            "redirectsPath":"<site>/_redirects","config":{"functions":{"*":{}},"plugins":[],"build":{"environment":{},"publish":"<site>",
            "publishOrigin":"default","processing":{"css":{},"html":{},"images":{},"js":{}},"services":{}},
            "headers":[],"redirects":[]},"warnings":[]}
            """.ReplaceLineEndings(""),
            NetlifyConfigJson.Write(outcome, DeployContext.Production));
    }

    [Theory]
    [InlineData("production", "main", "root")]
    [InlineData("deploy-preview", "main", "preview")]
    [InlineData("branch-deploy", "feature/x", "star")]
    [InlineData("branch-deploy", "feature/y", "exact")]
    [InlineData("deploy-preview", "feature/y", "exact")]
    public void A_branch_is_on_top_of_a_context_and_a_context_on_top_of_the_root(string context, string branch, string command) =>
        Assert.Equal(
            command,
            (string?)Result(
                """
                [build]
                command = "root"
                [context.deploy-preview]
                command = "preview"
                [context."feature/*"]
                command = "star"
                [context."feature/y".build]
                command = "exact"
                """,
                context, branch).Config["build"]!["command"]);

    [Fact]
    public void Capitals_are_small_letters_and_the_small_ones_win()
    {
        var build = Result("[Build]\nPublish = \"a\"\npublish = \"b\"\nCommand = \"c\"").Config["build"]!;

        Assert.Equal(("<site>/b", "c"), ((string?)build["publish"], (string?)build["command"]));
    }

    [Fact]
    public void With_a_base_folder_its_own_file_is_read_instead()
    {
        var result = Result("[build]\nbase = \"/web/\"\npublish = \"x\"", files: [("web/netlify.toml", "[build]\npublish = \"dist\"")]);

        Assert.Equal(
            ("web/netlify.toml", "web", "web/dist", "web/dist/_headers"),
            (result.ConfigPath, result.BuildDir, result.Publish, result.HeadersPath));
    }

    [Fact]
    public void With_a_base_folder_warnings_are_printed_twice() =>
        Assert.Equal(2, Result("[build]\nbase = \"web\"\n[[redirects]]\nto = \"/a\"", files: [("web/index.html", "")]).Warnings.Length);

    [Fact]
    public void Rules_of_the_publish_folder_come_before_those_of_the_file()
    {
        var result = Result(
            "[build]\npublish = \"dist\"\n[[redirects]]\nfrom = \"/b\"\nto = \"/c\"",
            files: [("dist/_redirects", "/a /b"), ("_redirects", "/not /read")]);

        Assert.Equal(["/a", "/b"], result.Redirects.Select(rule => rule.From));
        Assert.False(result.Config.ContainsKey("redirects"));
    }

    [Fact]
    public void A_wrong_rule_is_warned_of_as_the_build_log_has_it_and_found_with_its_place()
    {
        var result = Result("\n[[redirects]]\nto = \"/a\"");

        Assert.Equal(
            """
            \u200b
            Warning: some redirects have syntax errors:
            \u200b
            Could not parse redirect number 1:
              {"to":"/a"}
            Missing "from" field
            """.Replace("\\u200b", "\u200b", StringComparison.Ordinal),
            Assert.Single(result.Warnings));
        Assert.Equal(("netlify.toml", 2), (Assert.Single(result.Findings).Place!.File, result.Findings[0].Place!.Line));
    }

    [Fact]
    public void A_header_under_two_spellings_is_warned_of_once()
    {
        var result = Result(
            "[[headers]]\nfor = \"/a\"\nvalues = { X-A = \"1\", Z = \"1\" }\n"
            + "[[headers]]\nfor = \"/b\"\nvalues = { x-a = \"2\", z = \"3\" }");

        Assert.Equal(
            "\u200b\nWarning: the same header is set twice with different cases: \"x-a\" and \"X-A\"", Assert.Single(result.Warnings));
        Assert.Equal("header.two-spellings", Assert.Single(result.Findings).Kind.Code);
    }

    [Fact]
    public void What_is_written_for_all_functions_moves_under_a_star()
    {
        var result = Result(
            "[functions]\ndirectory = \"f\"\nnode_bundler = \"esbuild\"\n[functions.schedule]\nmemory = 2048\n[functions.a]\nvcpu = 1");

        Assert.Equal(
            """{"schedule":{"memory":2048},"a":{"vcpu":1},"*":{"node_bundler":"esbuild"}}""", result.Config["functions"]!.ToJsonString());
        Assert.Equal("<site>/f", (string?)result.Config["build"]!["functions"]);
    }

    [Fact]
    public void Folders_that_are_there_need_not_be_named() =>
        Assert.Equal(
            "<site>/netlify/edge-functions",
            (string?)Result("", files: [("netlify/edge-functions/a.ts", "")]).Config["build"]!["edge_functions"]);

    [Fact]
    public void Plugins_of_a_context_are_merged_with_those_of_the_root() =>
        Assert.Equal(
            """[{"origin":"config","package":"a","inputs":{"x":1,"y":3}},{"origin":"config","package":"b","inputs":{}}]""",
            Result(
                """
                [[plugins]]
                package = "a"
                inputs = { x = 1, y = 2 }
                [[context.production.plugins]]
                package = "b"
                [[context.production.plugins]]
                package = "a"
                inputs = { y = 3 }
                """).Config["plugins"]!.ToJsonString());

    [Fact]
    public void Keys_that_are_numbers_come_first_and_names_that_all_objects_have_are_dropped() =>
        Assert.Equal(
            """{"2":"b","10":"a","z":"c"}""",
            JsonOf(Result("[build.environment]\n10 = \"a\"\nz = \"c\"\n2 = \"b\"\ntoString = \"d\"").Config["build"]!["environment"]));

    [Fact]
    public void A_hundred_thousand_rules_are_read()
    {
        var toml = string.Concat(Enumerable.Range(0, 100_000).Select(number => $"[[redirects]]\nfrom=\"/a{number}\"\nto=\"/b\"\n"));

        Assert.Equal(100_000, Result(toml).Redirects.Length);
    }

    [Fact]
    public void A_cancelled_resolution_ends()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["netlify.toml"] = "[[redirects]]\nfrom = \"/a\"" };

        Assert.Throws<OperationCanceledException>(
            () => NetlifyConfig.Resolve(SiteFolder.Of(files), DeployContext.Production, new CancellationToken(canceled: true)));
    }

    private static string JsonOf(JsonNode? node) => Chimera.Sites.Netlify.JavaScript.JsJson.Stringify(node);
}
