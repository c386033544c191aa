using Chimera.Sites.Analyses.Headers;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Analyses.Headers;

public sealed class HeaderAnalysisTests
{
    private static readonly HeaderAnalysis Analysis = new();

    [Theory]
    [InlineData("X-A", "1", "X-A", "2", "header.conflict _headers:3:1")]
    [InlineData("X-A", "1", "x-a", "2", "header.conflict _headers:3:1")]
    [InlineData("X-A", "1", "X-A", "1", "header.duplicate _headers:3:1")]
    [InlineData("X-A", "1", "X-B", "2", "")]
    public void Two_rules_for_one_path_are_compared(string name, string value, string secondName, string secondValue, string found) =>
        Assert.Equal(found, string.Join(' ', Site().Header("/*", name, value).Header("/*", secondName, secondValue).Codes(Analysis)));

    [Fact]
    public void An_exception_after_the_rule_is_ordinary_and_before_it_is_never_sent()
    {
        Assert.Empty(Site().Header("/*", "X-A", "1").Header("/a/*", "X-A", "2").Codes(Analysis));
        Assert.Equal(["header.conflict _headers:1:1"], Site().Header("/a/*", "X-A", "2").Header("/*", "X-A", "1").Codes(Analysis));
    }

    [Fact]
    public void A_rule_for_no_file_is_noted_unless_a_rewrite_answers_there()
    {
        Assert.Equal(["header.never-applies _headers:1:1"], Site().Header("/static/*", "X-A", "1").Codes(Analysis));
        Assert.Empty(Site().Rule("/static/*", "/index.html", 200).Header("/static/*", "X-A", "1").Codes(Analysis));
        Assert.Empty(new TestSite().Header("/static/*", "X-A", "1").Codes(Analysis));
    }

    [Theory]
    [InlineData("Content-Length", Platform.Netlify, "header.ignored _headers:1:1")]
    [InlineData("set-cookie", Platform.Netlify, "header.ignored _headers:1:1")]
    [InlineData("Content-Length", Platform.Host, "")]
    public void What_the_platform_sets_itself_is_ignored(string name, Platform platform, string found) =>
        Assert.Equal(
            found, string.Join(' ', new TestSite { Platform = platform }.File("index.html", "").Header("/*", name, "1").Codes(Analysis)));

    [Theory]
    [InlineData("Cache Control", "1", "header.invalid-name _headers:1:1")]
    [InlineData("", "1", "header.invalid-name _headers:1:1")]
    [InlineData("X-A", "a\tb é", "")]
    [InlineData("X-A", "‘self’", "header.invalid-value _headers:1:1")]
    [InlineData("X-A", "a\u0001", "header.invalid-value _headers:1:1")]
    [InlineData("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload", "")]
    [InlineData("Strict-Transport-Security", "max-age=\"31536000\"", "")]
    [InlineData("Strict-Transport-Security", "max-age=31536000, includeSubDomains", "header.hsts-invalid _headers:1:1")]
    [InlineData("Strict-Transport-Security", "max-age=1y", "header.hsts-invalid _headers:1:1")]
    [InlineData("Strict-Transport-Security", "max-age=1; includeSubdomain", "header.hsts-invalid _headers:1:1")]
    [InlineData("Strict-Transport-Security", "max-age=1; max-age=2", "header.hsts-invalid _headers:1:1")]
    [InlineData("Strict-Transport-Security", "includeSubDomains", "header.hsts-invalid _headers:1:1")]
    [InlineData("Access-Control-Allow-Origin", "*", "")]
    [InlineData("Access-Control-Allow-Origin", "https://a.example:8080", "")]
    [InlineData("Access-Control-Allow-Origin", "https://a.example, https://b.example", "header.cors-invalid _headers:1:1")]
    [InlineData("Access-Control-Allow-Origin", "https://*.a.example", "header.cors-invalid _headers:1:1")]
    [InlineData("Access-Control-Allow-Origin", "a.example", "header.cors-invalid _headers:1:1")]
    [InlineData("Access-Control-Allow-Origin", "https://a.example/", "header.cors-invalid _headers:1:1")]
    public void A_header_that_cannot_work_is_found(string name, string value, string found) =>
        Assert.Equal(found, string.Join(' ', Site().Header("/*", name, value).Codes(Analysis)));

    [Fact]
    public void A_star_does_not_go_with_credentials()
    {
        Assert.Equal(
            ["header.cors-invalid _headers:3:1"],
            Site().Header("/*", "Access-Control-Allow-Origin", "*").Header("/a/*", "Access-Control-Allow-Credentials", "true")
                .Codes(Analysis));
        Assert.DoesNotContain(
            Site().Header("/index.html", "Access-Control-Allow-Origin", "*").Header("/a/*", "Access-Control-Allow-Credentials", "true")
                .Find(Analysis),
            finding => finding.Kind == HeaderFindings.CorsInvalid);
    }

    [Theory]
    [InlineData("index.html", "max-age=31536000, immutable", "header.cache-pins")]
    [InlineData("index.html", "public, max-age=86400", "header.cache-pins")]
    [InlineData("index.html", "public, max-age=3600", "")]
    [InlineData("index.html", "max-age=31536000, no-cache", "")]
    [InlineData("index.html", "s-maxage=31536000", "")]
    [InlineData("app.js", "max-age=31536000", "header.cache-pins")]
    [InlineData("sw.js", "max-age=604800", "header.cache-pins")]
    [InlineData("app.3f2a9c1b.js", "max-age=31536000, immutable", "")]
    [InlineData("assets/index-BdX9f_2a.css", "max-age=31536000, immutable", "")]
    [InlineData("app-5TUVYX3Z.js", "max-age=31536000, immutable", "")]
    [InlineData("jquery-3.7.1.min.js", "max-age=31536000, immutable", "")]
    [InlineData("v2/app.js", "max-age=31536000, immutable", "")]
    [InlineData("_next/static/css/app.css", "max-age=31536000, immutable", "")]
    [InlineData("bootstrap.bundle.min.js", "max-age=31536000, immutable", "header.cache-pins")]
    [InlineData("img/team.jpg", "max-age=604800", "")]
    [InlineData("img/team.jpg", "max-age=31536000, immutable", "header.cache-pins-media")]
    [InlineData("fonts/inter.woff2", "max-age=31536000, immutable", "")]
    public void What_browsers_would_keep_too_long_is_found(string file, string control, string found) =>
        Assert.Equal(
            found.Length == 0 ? "" : found + " _headers:1:1",
            string.Join(' ', new TestSite().File(file, "").Header("/*", "Cache-Control", control).Codes(Analysis)));

    [Fact]
    public void A_script_that_is_asked_for_with_a_query_changes_its_address() =>
        Assert.Empty(new TestSite().File("index.html", "<script src='app.js?v=3'></script>").File("app.js", "")
            .Header("/app.js", "Cache-Control", "max-age=31536000").Codes(Analysis));

    [Fact]
    public void Files_kept_by_one_rule_are_told_together()
    {
        var finding = Assert.Single(Site().Header("/*", "Cache-Control", "max-age=86400").Find(Analysis));

        Assert.StartsWith(
            "'/a/index.html' and 1 more is sent with Cache-Control 'max-age=86400'", finding.Message, StringComparison.Ordinal);
    }

    private static TestSite Site() => new TestSite().File("index.html", "<p>").File("a/index.html", "<p>");
}
