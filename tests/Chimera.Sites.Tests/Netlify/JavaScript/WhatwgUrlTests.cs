using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Tests.Netlify.JavaScript;

public sealed class WhatwgUrlTests
{
    [Theory]
    [InlineData("/a/../b/./c?x=1#y", "https://h.example/z", "https://h.example/b/c?x=1#y")]
    [InlineData("b", "https://h.example/x/y?q", "https://h.example/x/b")]
    [InlineData("?n=1", "https://h.example/x/y?q", "https://h.example/x/y?n=1")]
    [InlineData("//Other.Example:443/é", "https://h.example/", "https://other.example/%C3%A9")]
    [InlineData("\\a\\b", "https://h.example/", "https://h.example/a/b")]
    [InlineData("/%2e%2E/a b\t\n", "https://h.example/x/", "https://h.example/a%20b")]
    [InlineData("mailto:a b", "https://h.example/", "mailto:a b")]
    [InlineData("http://0x7f.1/", null, "http://127.0.0.1/")]
    [InlineData("http://[1:0:0:2::3]:80/", null, "http://[1:0:0:2::3]/")]
    [InlineData("http://u:p@x@h.example", null, "http://u:p%40x@h.example/")]
    [InlineData("https://BÜCHER.example/", null, "https://xn--bcher-kva.example/")]
    [InlineData("https://*.h.example/*", null, "https://*.h.example/*")]
    [InlineData("https:///h.example", null, "https://h.example/")]
    [InlineData("file:///C|/a/../..", null, "file:///C:/")]
    [InlineData("foo:/a/..//b", null, "foo:/.//b")]
    public void A_url_is_taken_apart_as_browsers_do(string text, string? relativeTo, string expected) =>
        Assert.Equal(expected, WhatwgUrl.Parse(text, relativeTo is null ? null : WhatwgUrl.Parse(relativeTo))?.Href);

    [Theory]
    [InlineData("https://")]
    [InlineData("https://:splat")]
    [InlineData("https://exa mple/x")]
    [InlineData("https://h.example:99999/")]
    [InlineData("https://1.2.3.256/")]
    [InlineData("https://[1::2::3]/")]
    [InlineData("https://h\ufffd.example/")]
    [InlineData("/path")]
    public void What_is_no_url_is_refused(string text) => Assert.Null(WhatwgUrl.Parse(text));

    [Fact]
    public void Parameters_are_read_and_written_as_forms_are() =>
        Assert.Equal("a+b=%C3%A9&c=&%25=*-", UrlSearchParams.Write(UrlSearchParams.Parse("a%20b=é&&c&%=*-")));

    [Theory]
    [InlineData("%C3%A9/%F0%9F%98%80", "é/😀")]
    [InlineData("%C3", null)]
    [InlineData("%zz", null)]
    [InlineData("%ED%A0%80", null)]
    [InlineData("a%2", null)]
    public void A_component_is_decoded_or_refused(string text, string? decoded) => Assert.Equal(decoded, UrlEncoding.DecodeComponent(text));

    [Fact]
    public void A_long_host_and_a_long_path_are_answers()
    {
        Assert.Null(WhatwgUrl.Parse("https://" + new string('é', 1_000_000)));
        Assert.Equal("/", WhatwgUrl.Parse("https://h.example/" + string.Concat(Enumerable.Repeat("a/../", 200_000)))!.PathName);
    }
}
