using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Netlify.Serving.Tools;

namespace Chimera.Sites.Tests.Netlify.Serving;

public sealed class ToolsResponderTests
{
    private const string Rules = """
        /old /new?x=1#top 301
        /ext https://other.example/:splat 302
        /api/* https://api.example/:splat 200
        /shown /page.html 200
        /gone /missing 200
        /page /elsewhere
        /forced /page.html 301!
        /adm/* /page.html 200 Role=admin
        /de /page.html 200 Country=de
        """;

    [Theory]
    [InlineData("/", """{"status":200,"body":"/index.html","via":"file","headers":{"X-All":"1"},"devHeaders":{"X-All":"1"}}""")]
    [InlineData("/old?y=2", """{"status":301,"location":"/new?x=1#top","via":"rule-redirect"}""")]
    [InlineData("/ext?a=b%20c", """{"status":302,"location":"https://other.example/:splat?a=b+c","via":"rule-redirect"}""")]
    [InlineData("/api/u/1?k=v", """{"status":"proxy","to":"https://api.example/u/1?k=v","via":"rule-proxy"}""")]
    [InlineData("/shown", """{"status":200,"body":"/page.html","via":"rule-rewrite","headers":{"X-All":"1"},"devHeaders":{"X-All":"1","X-Page":"1"}}""")]
    [InlineData("/gone", """{"status":404,"body":"/404.html","via":"rule-rewrite-missing-target","to":"/missing","headers":{"X-All":"1"},"devHeaders":{"X-All":"1"}}""")]
    [InlineData("/page", """{"status":200,"body":"/page.html","via":"file-shadows-rule","headers":{"X-All":"1"},"devHeaders":{"X-All":"1","X-Page":"1"}}""")]
    [InlineData("/adm/x", """{"status":404,"body":"/404.html","via":"rule-force404","headers":{"X-All":"1"},"devHeaders":{}}""")]
    [InlineData("/nope", """{"status":404,"body":"/404.html","via":"none","headers":{"X-All":"1"},"devHeaders":{"X-All":"1"}}""")]
    public void A_request_is_answered_as_the_platforms_own_packages_do(string url, string expected) =>
        Assert.Equal(expected, ToolsJson.Write(Site().Respond(new ToolsRequest(url))!));

    [Fact]
    public void A_file_is_not_written_to() =>
        Assert.Equal(405, Site().Respond(new ToolsRequest("/index.html") { Method = "post" })!.Status);

    [Fact]
    public void The_country_of_a_cookie_counts_when_none_is_given()
    {
        var request = ToolsRequest.Read(JsonNode.Parse("""{"url":"/de","headers":{"Cookie":"nf_country=de"}}""")!.AsObject());
        Assert.Equal("rule-rewrite", Site().Respond(request)!.Via);
        Assert.Equal("none", Site().Respond(request with { Country = "us" })!.Via);
    }

    [Fact]
    public void A_path_whose_escapes_are_no_text_makes_the_platforms_packages_throw_and_is_no_answer() =>
        Assert.Null(Site().Respond(new ToolsRequest("/%zz")));

    private static ToolsResponder Site()
    {
        var folder = SiteFolder
            .Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["index.html"] = "", ["page.html"] = "", ["404.html"] = "" });
        return new ToolsResponder(
            NetlifyRedirects.Read(new SourceFile("_redirects", Rules)).Rules,
            NetlifyHeaders.Read(new SourceFile("_headers", "/*\n X-All: 1\n/page.html\n X-Page: 1\n")).Rules,
            PublishedFiles.Below(folder, ""));
    }
}
