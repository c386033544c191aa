using Chimera.Sites.Analyses.Pages;

namespace Chimera.Sites.Tests.Analyses.Pages;

public sealed class AddressReaderTests
{
    private static readonly WebAddress Page = WebAddress.Local("/docs/guide/index.html");

    [Theory]
    [InlineData("a.png", "/docs/guide/a.png")]
    [InlineData("./a.png", "/docs/guide/a.png")]
    [InlineData("../a.png", "/docs/a.png")]
    [InlineData("../../../../a.png", "/a.png")]
    [InlineData("..", "/docs/")]
    [InlineData(".", "/docs/guide/")]
    [InlineData("%2e%2E/a", "/docs/a")]
    [InlineData("/a//b", "/a//b")]
    [InlineData("\\a\\b", "/a/b")]
    [InlineData(" /a b\n.png ", "/a%20b.png")]
    [InlineData("/ü", "/%C3%BC")]
    [InlineData("/a?b/../c#d", "/a")]
    [InlineData("?x", "/docs/guide/index.html")]
    [InlineData("#x", "/docs/guide/index.html")]
    [InlineData("a:b/c", null)]
    [InlineData("./a:b", "/docs/guide/a:b")]
    [InlineData("/100%", "/100%")]
    public void A_reference_is_resolved_as_browsers_do(string reference, string? path)
    {
        var target = AddressReader.Read(reference, Page)!;

        Assert.Equal(path, target.IsLocal ? target.Path : null);
    }

    [Theory]
    [InlineData("https://CDN.example:8443/x.js", "https", "cdn.example", "8443", "/x.js")]
    [InlineData("//cdn.example/x.js", "https", "cdn.example", null, "/x.js")]
    [InlineData("\\\\cdn.example", "https", "cdn.example", null, "/")]
    [InlineData("http://a@b@cdn.example?x", "http", "cdn.example", null, "/")]
    [InlineData("http://[::1]:80/", "http", "[::1]", "80", "/")]
    [InlineData("data:image/png;base64,AA", "data", null, null, "")]
    [InlineData("mailto:a@b", "mailto", null, null, "")]
    public void What_is_elsewhere_has_a_scheme_and_host(string reference, string scheme, string? host, string? port, string path)
    {
        var target = AddressReader.Read(reference, Page)!;

        Assert.False(target.IsLocal);
        Assert.Equal((scheme, host, port, path), (target.Scheme, target.Host, target.Port, target.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{{ url }}/a.png")]
    [InlineData("{% static 'a' %}")]
    [InlineData("<%= a %>")]
    [InlineData("${a}/b")]
    [InlineData("%PUBLIC_URL%/favicon.ico")]
    public void What_a_template_fills_in_leads_nowhere_yet(string reference) => Assert.Null(AddressReader.Read(reference, Page));

    [Fact]
    public void A_base_elsewhere_takes_relative_references_with_it() =>
        Assert.Equal("cdn.example", AddressReader.Read("a.png", AddressReader.Read("https://cdn.example/x/", Page)!)!.Host);

    [Theory]
    [InlineData("a.png", "a.png")]
    [InlineData("a.png 1x, b.png 2x", "a.png b.png")]
    [InlineData("a.png, b.png", "a.png b.png")]
    [InlineData(" a.png 100w ,b,c.png 200w,", "a.png b,c.png")]
    [InlineData("data:image/png,AA 1x, b.png 2x", "data:image/png,AA b.png")]
    [InlineData(",,,", "")]
    public void A_srcset_is_split_as_browsers_do(string value, string urls) =>
        Assert.Equal(urls, string.Join(' ', Srcset.Urls(value).Select(span => value.Substring(span.Start, span.Length))));

    [Theory]
    [InlineData("0;url=/x", "/x")]
    [InlineData("5; URL = '/x' ", "/x")]
    [InlineData("0;/x", "/x")]
    [InlineData("30", null)]
    public void A_refresh_leads_where_it_says(string content, string? url) => Assert.Equal(url, MetaRefresh.UrlOf(content));
}
