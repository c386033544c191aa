using System.Security.Cryptography;
using System.Text;
using Chimera.Sites.Analyses.Headers;

namespace Chimera.Sites.Tests.Analyses.Headers;

public sealed class CspTests
{
    private static readonly HeaderAnalysis Analysis = new();

    [Theory]
    [InlineData("default-src 'self'", "<script src=/a.js></script><link rel=stylesheet href=a.css><img src=a.png>", "")]
    [InlineData("default-src 'self'", "<script>go()</script>", "index.html:1:9 default-src blocks a script in the page")]
    [InlineData("default-src 'self'", "<script type=application/ld+json>{}</script>", "")]
    [InlineData("script-src 'self' 'unsafe-inline'", "<script>go()</script><p onclick='x()'>", "")]
    [InlineData("script-src 'self' 'unsafe-inline' 'nonce-x1'", "<script nonce=x1>go()</script>", "")]
    [InlineData(
        "script-src 'self' 'unsafe-inline' 'nonce-x1'", "<script>go()</script>", "index.html:1:9 script-src blocks a script in the page")]
    [InlineData("script-src 'self' 'nonce-{{n}}'", "<script>go()</script>", "")]
    [InlineData("script-src 'self'", "<p onclick='x()'>", "index.html:1:13 script-src blocks attributes with script such as onclick")]
    [InlineData("script-src 'self'", "<a href='javascript:x()'>", "index.html:1:10 script-src blocks javascript: addresses")]
    [InlineData("script-src 'self'; script-src-attr 'unsafe-inline'", "<p onclick='x()'>", "")]
    [InlineData("style-src 'self'", "<p style='a:b'>", "index.html:1:11 style-src blocks style attributes")]
    [InlineData("style-src 'self'", "<style>a{}</style>", "index.html:1:8 style-src blocks a style in the page")]
    [InlineData("script-src 'self'", "<script src=https://cdn.example/x.js></script>",
        "index.html:1:13 script-src blocks scripts from https://cdn.example")]
    [InlineData("script-src https://cdn.example/", "<script src=https://cdn.example/x.js></script>", "")]
    [InlineData("script-src cdn.example/lib/", "<script src=https://cdn.example/x.js></script>",
        "index.html:1:13 script-src blocks scripts from https://cdn.example")]
    [InlineData("script-src *.example", "<script src=https://cdn.example/x.js></script>", "")]
    [InlineData("script-src https:", "<script src=//cdn.example/x.js></script>", "")]
    [InlineData("script-src *", "<script src=https://cdn.example/x.js></script>", "")]
    [InlineData("script-src 'strict-dynamic' 'nonce-a' https:", "<script src=/x.js></script>",
        "index.html:1:13 script-src blocks scripts from the site itself")]
    [InlineData("script-src 'strict-dynamic' 'nonce-a'", "<script nonce=a src=/x.js></script>", "")]
    [InlineData("script-src 'sha384-abc'", "<script integrity=sha384-abc src=https://cdn.example/x.js></script>", "")]
    [InlineData("img-src 'self'", "<img src=data:image/png,AA>", "index.html:1:10 img-src blocks images from data:")]
    [InlineData("img-src 'self' data:", "<img src=data:image/png,AA>", "")]
    [InlineData("img-src *", "<img src=data:image/png,AA>", "index.html:1:10 img-src blocks images from data:")]
    [InlineData("img-src 'none'", "<img src=/a.png>", "index.html:1:10 img-src blocks images from the site itself")]
    [InlineData("script-src https://www.own.example", "<script src=/a.js></script>", "")]
    [InlineData("default-src 'self'; frame-src https://www.youtube-nocookie.com",
        "<iframe src=https://www.youtube-nocookie.com/embed/x></iframe>", "")]
    [InlineData("default-src 'self'; img-src *, img-src 'self'", "<img src=https://x.example/a.png>",
        "index.html:1:10 img-src blocks images from https://x.example")]
    [InlineData("frame-ancestors 'none'; base-uri 'self'; upgrade-insecure-requests", "<script>go()</script><img src=data:,>", "")]
    public void A_page_is_held_against_its_policy(string policy, string html, string found)
    {
        var site = new TestSite().File("index.html", html).Header("/*", "Content-Security-Policy", policy);

        var findings = site.Find(Analysis).Where(finding => finding.Kind == HeaderFindings.CspBlocksOwn);

        Assert.Equal(found.Length == 0 ? "" : $"{found}: Content-Security-Policy at _headers:1:1", string
            .Join('\n', findings.Select(finding => $"{finding.Place} {finding.Message}")));
    }

    [Fact]
    public void The_digest_of_a_script_allows_it_however_its_lines_end()
    {
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("\ngo()\n")));

        Assert.Empty(new TestSite().File("index.html", "<script>\r\ngo()\r\n</script>")
            .Header("/*", "Content-Security-Policy", $"script-src 'sha256-{digest}'").Codes(Analysis));
    }

    [Fact]
    public void What_to_write_is_said()
    {
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("go()")));
        var finding = Assert.Single(new TestSite().File("index.html", "<script>go()</script>")
            .Header("/*", "Content-Security-Policy", "default-src 'self'").Find(Analysis));

        Assert.Equal($"add 'sha256-{digest}' to script-src, or move the code to a file of its own", finding.Remedy);
    }

    [Fact]
    public void A_policy_holds_for_the_style_sheets_of_its_pages() =>
        Assert.Equal(
            ["header.csp-blocks-own a.css:1:22"],
            new TestSite().File("index.html", "<link rel=stylesheet href=a.css>")
                .File("a.css", "@font-face{src:  url(data:font/woff2;base64,AA)}").File("b.css", "a{b:url(data:,)}")
                .Header("/*", "Content-Security-Policy", "default-src 'self'").Codes(Analysis));

    [Fact]
    public void A_policy_in_the_page_counts_without_any_header() =>
        Assert.Equal(
            ["header.csp-blocks-own index.html:1:84"],
            new TestSite().File("index.html", "<meta http-equiv=Content-Security-Policy content=\"script-src 'self'\">".PadRight(75)
                + "<script>go()</script>").Codes(Analysis));

    [Fact]
    public void A_policy_that_only_reports_blocks_nothing() =>
        Assert.Empty(new TestSite().File("index.html", "<script>go()</script>")
            .Header("/*", "Content-Security-Policy-Report-Only", "script-src 'self'").Codes(Analysis));

    [Theory]
    [InlineData("default-src 'self'; script-src 'self' 'unsafe-inline' https://a.example data: *.b.example:*; report-uri /x; upgrade-insecure-requests", "")]
    [InlineData("script-scr 'self'", "unknown directive 'script-scr'")]
    [InlineData("default-src self", "default-src has self without quotes, which browsers take for the name of a host")]
    [InlineData("default-src 'self'; img-src unsafe-inline",
        "img-src has unsafe-inline without quotes, which browsers take for the name of a host")]
    [InlineData("script-src sha256-AAAA", "script-src has sha256-AAAA without quotes, which browsers take for the name of a host")]
    [InlineData("script-src 'slef'", "script-src has 'slef', which is no keyword")]
    [InlineData("img-src 'data:'", "img-src has 'data:', which is no keyword")]
    [InlineData("img-src 'self", "img-src has 'self with one quote alone")]
    [InlineData("default-src 'self' script-src 'self'", "default-src has script-src among its sources: the semicolon before it is missing")]
    [InlineData("img-src 'none' data:", "img-src has 'none' beside other sources, where it is ignored")]
    [InlineData("img-src a.example; img-src b.example", "'img-src' is there twice: browsers take the first alone")]
    public void A_policy_that_is_misread_is_found(string policy, string found) =>
        Assert.Equal(
            found.Length == 0 ? "" : "Content-Security-Policy: " + found,
            string.Join('\n', new TestSite().File("a.txt", "").Header("/*", "Content-Security-Policy", policy).Find(Analysis)
                .Select(finding => finding.Message)));
}
