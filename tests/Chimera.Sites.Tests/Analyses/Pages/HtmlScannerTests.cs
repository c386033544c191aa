using Chimera.Sites.Analyses.Pages;

namespace Chimera.Sites.Tests.Analyses.Pages;

public sealed class HtmlScannerTests
{
    private static string[] Names(string html) => [.. new HtmlScanner(html).Tags().Select(tag => tag.Name)];

    [Theory]
    [InlineData("<p><B>x</B></p>", "p b")]
    [InlineData("<!-- <a> --><i>", "i")]
    [InlineData("<!--><i>", "i")]
    [InlineData("<!-- x --!><i>", "i")]
    [InlineData("<!-- never ends <i>", "")]
    [InlineData("<!doctype html><html>", "html")]
    [InlineData("<?php <b> ?><i>", "i")]
    [InlineData("a < b > c <i>", "i")]
    [InlineData("</ not a tag <b> ><i>", "i")]
    [InlineData("<a title='<b>'><i>", "a i")]
    [InlineData("<title><b></title><i>", "title i")]
    [InlineData("<textarea><img></TEXTAREA ><i>", "textarea i")]
    [InlineData("<script>'<img>'</script><i>", "script i")]
    [InlineData("<script><!-- <script> </script> --></script><i>", "script i")]
    [InlineData("<script><!--><script></script><i>", "script i")]
    [InlineData("<script>never ends <i>", "script")]
    [InlineData("<a href=x", "")]
    [InlineData("<", "")]
    public void Tags_are_those_that_a_browser_sees(string html, string names) => Assert.Equal(names, string.Join(' ', Names(html)));

    [Theory]
    [InlineData("<a HREF=\"/x\">", "href", "/x", "/x")]
    [InlineData("<a href = '/x' >", "href", "/x", "/x")]
    [InlineData("<a href=/x/>", "href", "/x/", "/x/")]
    [InlineData("<a href='?a=1&amp;b=2'>", "href", "?a=1&b=2", "?a=1&amp;b=2")]
    [InlineData("<a href='a&#47;b'>", "href", "a/b", "a&#47;b")]
    [InlineData("<a href>", "href", "", "")]
    [InlineData("<a href=1 href=2>", "href", "1", "1")]
    [InlineData("<a =x href=2>", "=x", "", "")]
    public void A_value_is_read_with_its_place(string html, string name, string value, string written)
    {
        var attribute = Assert.Single(new HtmlScanner(html).Tags()).Find(name)!;

        Assert.Equal(value, attribute.Value);
        Assert.Equal(written, html.Substring(attribute.Span.Start, attribute.Span.Length));
    }

    [Fact]
    public void Text_of_a_style_is_its_content()
    {
        const string html = "<style>a{}</style>";

        var tag = Assert.Single(new HtmlScanner(html).Tags());

        Assert.Equal("a{}", html.Substring(tag.Content.Start, tag.Content.Length));
    }
}
