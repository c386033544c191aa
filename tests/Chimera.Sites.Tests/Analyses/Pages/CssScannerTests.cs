using Chimera.Documents;
using Chimera.Sites.Analyses.Pages;

namespace Chimera.Sites.Tests.Analyses.Pages;

public sealed class CssScannerTests
{
    [Theory]
    [InlineData("a { background: url(x.png) }", "Image x.png")]
    [InlineData("a { background: URL( 'x y.png' ) }", "Image x y.png")]
    [InlineData("@import 'a.css'; @import url(\"b.css\") screen;", "Style a.css, Style b.css")]
    [InlineData("@font-face { src: url(a.woff2) format('woff2'), url(b.woff) } b { background: url(c.png) }",
        "Font a.woff2, Font b.woff, Image c.png")]
    [InlineData("@media print { @font-face { src: url(a.woff) } b { background: url(c.png) } }", "Font a.woff, Image c.png")]
    [InlineData("/* url(x.png) */ a { content: 'url(y.png)' }", "")]
    [InlineData("@namespace svg url(http://www.w3.org/2000/svg);", "")]
    [InlineData(
        "a { background: image-set('a.png' 1x, 'b.png' type('image/png') 2x), url(c.png) }", "Image a.png, Image b.png, Image c.png")]
    [InlineData("a { background: myurl(x.png) }", "")]
    [InlineData(@"a { background: url(a\20 b.png) }", "Image a b.png")]
    [InlineData("a { background: url(a b.png) } b { background: url(c.png) }", "Image c.png")]
    [InlineData("a { background: url(", "")]
    [InlineData("a { content: 'x\n} b { background: url(c.png) }", "Image c.png")]
    [InlineData("@import 'a.css", "Style a.css")]
    public void Addresses_are_those_that_a_browser_fetches(string css, string found) =>
        Assert.Equal(found, string
            .Join(", ", CssScanner.Scan(css, new TextSpan(0, css.Length)).Select(reference => $"{reference.Kind} {reference.Url}")));

    [Fact]
    public void A_piece_of_a_text_is_read_alone()
    {
        const string text = "url(a) url(b) url(c)";

        var found = Assert.Single(CssScanner.Scan(text, new TextSpan(7, 6)));

        Assert.Equal(("b", 11), (found.Url, found.Span.Start));
    }
}
