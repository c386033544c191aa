using Chimera.Documents;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Analyses.Secrets;

namespace Chimera.Sites.Tests.Analyses.Pages;

public sealed class AnyTextTests
{
    private const string Seed =
        "<!doctype html><base href=/b/><link rel=stylesheet href='a.css'><style>@import 'x'; a{b:url(\"c\\20 "
            + "d\")}</style><script>/*<!--<script>*/</script>"
        + "<img src=a srcset='a 1x, b 2x' style=\"x:url(&quot;y&quot;)\"><!-- c --><a href='?a&amp;b#c'>x</a><textarea></textarea>eyJhbGciOi.eyJyb2xlI.x AKIAABCD sk_live_";

    [Fact]
    public void No_page_makes_the_reader_fail()
    {
        var random = new Random(7);
        for (var round = 0; round < 3_000; round++)
        {
            var text = Mutate(random);
            var page = PageReader.Html(new SourceFile("a.html", text), "/a.html", CancellationToken.None);
            var sheet = PageReader.Css(new SourceFile("a.css", text), "/a.css");

            foreach (var reference in page.References.Concat(sheet.References))
            {
                Assert.InRange(reference.Span.Start, 0, text.Length);
                Assert.InRange(reference.Span.End, reference.Span.Start, text.Length);
            }

            Assert.All(SecretScanner.Scan(text, CancellationToken.None), secret => Assert.InRange(secret.Span.End, 1, text.Length));
        }
    }

    [Theory]
    [InlineData("<a href=x>")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("<script><!--")]
    [InlineData("<a x=")]
    [InlineData("<title></")]
    [InlineData("url(")]
    [InlineData("<style>url(")]
    [InlineData("@font-face{")]
    [InlineData("\\")]
    [InlineData("--")]
    [InlineData("<a style='url(' ")]
    [InlineData("&amp")]
    [InlineData("eyJ")]
    [InlineData(" eyJ.")]
    [InlineData("postgres://a:b@")]
    [InlineData("-----BEGIN ")]
    [InlineData("AKIA ")]
    [InlineData("sk-")]
    public void Megabytes_of_anything_are_read_to_the_end(string piece)
    {
        // A reader that took longer than in proportion would not come back from these.
        var text = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));

        var page = PageReader.Html(new SourceFile("a.html", text), "/a.html", CancellationToken.None);
        var sheet = PageReader.Css(new SourceFile("a.css", text), "/a.css");

        Assert.All(page.References.Concat(sheet.References).Take(10), reference => Assert.InRange(reference.Span.End, 0, text.Length));
        Assert.Empty(SecretScanner.Scan(text, CancellationToken.None));
    }

    [Fact]
    public void A_page_of_ten_megabytes_is_read_whole()
    {
        var text = string.Concat(Enumerable.Repeat("<p class=x>Some text &amp; <a href='/a?b=1&amp;c'>a link</a>\n", 170_000));

        var page = PageReader.Html(new SourceFile("a.html", text), "/a.html", CancellationToken.None);

        Assert.InRange(text.Length, 10_000_000, int.MaxValue);
        Assert.Equal(170_000, page.References.Count);
    }

    [Fact]
    public void A_value_of_megabytes_is_one_value()
    {
        var text = $"<img srcset='{string.Concat(Enumerable.Repeat("a 1x, ", 1 << 19))}' style='{new string('(', 1 << 20)}'>";

        var page = PageReader.Html(new SourceFile("a.html", text), "/a.html", CancellationToken.None);

        Assert.Equal(1 << 19, page.References.Count);
    }

    private static string Mutate(Random random)
    {
        var text = Seed.ToCharArray().ToList();
        for (var edits = random.Next(1, 12); edits > 0 && text.Count > 0; edits--)
        {
            var at = random.Next(text.Count);
            switch (random.Next(4))
            {
                case 0:
                    text.RemoveAt(at);
                    break;
                case 1:
                    text[at] = (char)random.Next(0x110);
                    break;
                case 2:
                    text.Insert(at, "<>\"'&#/\\(){};@-=!\0\ud800"[random.Next(19)]);
                    break;
                default:
                    text.RemoveRange(at, Math.Min(random.Next(1, 60), text.Count - at));
                    break;
            }
        }

        return new string([.. text]);
    }
}
