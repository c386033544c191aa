using Chimera.Sites.Analyses.Assets;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Analyses.Assets;

public sealed class AssetAnalysisTests
{
    private static readonly AssetAnalysis Analysis = new();

    [Theory]
    [InlineData("<img src=/no.png>", "asset.missing index.html:1:10")]
    [InlineData("<img src=a.png srcset='a.png 1x, no.png 2x'>", "asset.missing index.html:1:34")]
    [InlineData("<script src='no.js'></script>", "asset.missing index.html:1:14")]
    [InlineData("<link rel=stylesheet href=no.css>", "asset.missing index.html:1:27")]
    [InlineData("<link rel='shortcut icon' href=no.ico>", "asset.optional-missing index.html:1:32")]
    [InlineData("<link rel=canonical href=/no><link rel=preconnect href=/no>", "")]
    [InlineData("<video poster=no.jpg></video>", "asset.missing index.html:1:15")]
    [InlineData("<svg><use xlink:href='no.svg#x'/></svg>", "asset.missing index.html:1:23")]
    [InlineData("<p style='background:url(no.png)'>", "asset.missing index.html:1:26")]
    [InlineData("<style>\n a { background: url(no.png) }</style>", "asset.missing index.html:2:22")]
    [InlineData("<a href=/no>", "asset.link-broken index.html:1:9")]
    [InlineData("<meta http-equiv=refresh content='0; url=/no'>", "asset.link-broken index.html:1:35")]
    [InlineData("<form action=/no method=POST></form>", "")]
    [InlineData("<a href=mailto:a@b><a href=https://x.example/no><img src=data:image/png,AA><a href=''><a href='{{ no }}'><a href=/.netlify/functions/no>", "")]
    [InlineData("<img src='/a.png?v=2#x'><a href=/sub><a href=/sub/><a href=sub/index.html>", "")]
    [InlineData("<base href=/sub/><img src=b.png>", "")]
    [InlineData("<base href=/sub/><base href=/><img src=a.png>", "asset.missing index.html:1:40")]
    [InlineData("<!-- <img src=no.png> --><script>'<img src=no.png>'</script><template><img src=no.png></template>",
        "asset.missing index.html:1:80")]
    public void What_answers_404_is_found_where_it_is_written(string html, string found) =>
        Assert.Equal(found, string.Join(' ', Site(html).Codes(Analysis)));

    [Fact]
    public void A_style_sheet_is_read_from_where_it_lies() =>
        Assert.Equal(["asset.missing sub/a.css:1:39"], Site("").File("sub/a.css", "@import '../b.css';a{b:url(b.png),url(no.png)}")
            .File("b.css", "").Codes(Analysis));

    [Fact]
    public void What_is_missing_is_told_once_with_how_often()
    {
        var finding = Assert.Single(Site("<img src=/no.png>").File("b.html", "<img src=no.png><img src=./no.png?x>").Find(Analysis));

        Assert.Equal("the image '/no.png' is not there: answered 404; 3 references, this is the first", finding.Message);
        Assert.Equal("b.html:1:10", finding.Place!.ToString());
    }

    [Fact]
    public void A_page_in_the_place_of_a_script_is_no_script()
    {
        var finding = Assert.Single(Site("<script src=/no.js></script><a href=/any>").Rule("/*", "/index.html", 200).Find(Analysis));

        Assert.Equal(
            "the script '/no.js' is not there: answered with the page '/index.html' by the rule at _redirects:1:1", finding.Message);
    }

    [Theory]
    [InlineData("<img src=/A.PNG>", "asset.wrong-case index.html:1:10")]
    [InlineData("<a href=/Sub/>", "asset.wrong-case index.html:1:9")]
    [InlineData("<img src=/a.PNG>", "asset.missing index.html:1:10")]
    public void A_file_in_another_letter_case_is_told_when_there_is_one_alone(string html, string found)
    {
        var site = Site(html);
        if (found.StartsWith("asset.missing", StringComparison.Ordinal))
        {
            site.File("A.png", "");
        }

        Assert.Equal([found], site.Codes(Analysis));
    }

    [Fact]
    public void A_file_behind_a_redirect_is_noted_and_a_page_is_not() =>
        Assert.Equal(
            ["asset.redirected index.html:1:10"],
            Site("<img src=/old.png><a href=/old>").Rule("/old.png", "/a.png", 301).Rule("/old", "/sub/", 301).Codes(Analysis));

    [Fact]
    public void A_redirect_to_nowhere_is_missing_and_one_elsewhere_is_not() =>
        Assert.Equal(
            ["asset.missing index.html:1:10"],
            Site("<img src=/x.png><img src=/y.png><img src=/z.png>").Rule("/x.png", "/no.png", 301)
                .Rule("/y.png", "https://x.example/y.png", 301).Rule("/z.png", "/z.png", 301).Codes(Analysis));

    [Theory]
    [InlineData("<a href=#no>", "asset.fragment-missing index.html:1:9")]
    [InlineData("<a href=/sub/#no>", "asset.fragment-missing index.html:1:9")]
    [InlineData("<a href=#yes><b id=yes></b><a href=#><a href=#top><a href=#/route><a href='#:~:text=x'><a href=/sub/#b>", "")]
    [InlineData("<a href=#%C3%BC><b id=ü></b>", "")]
    [InlineData("<a href=#no><script>make()</script>", "")]
    [InlineData("<a href=#no><script type=application/ld+json>{}</script>", "asset.fragment-missing index.html:1:9")]
    public void A_fragment_is_looked_for_where_no_script_could_make_it(string html, string found) =>
        Assert.Equal(found, string.Join(' ', Site(html).Codes(Analysis)));

    [Fact]
    public void The_repository_before_a_path_is_no_folder_on_GitHub_Pages()
    {
        var site = new TestSite { Platform = Platform.GithubPages }.File("index.html", "<img src=/project/a.png><img src=/project/no.png>")
            .File("a.png", "");

        Assert.Equal(["asset.missing index.html:1:34"], site.Codes(Analysis));
    }

    [Fact]
    public void Pages_with_front_matter_are_not_yet_what_visitors_get() =>
        Assert.Empty(Site("<img src=/no.png>").File("post.html", "---\ntitle: x\n---\n<a href=/no>").Codes(Analysis));

    [Fact]
    public void What_was_left_unread_is_said() =>
        Assert.Equal(["asset.crawl-bounded"], Site("").File("z.html", "<img src=no.png>").Codes(new AssetAnalysis(maxFiles: 2)));

    [Fact]
    public void Nothing_is_asked_of_a_site_that_would_not_be_deployed() =>
        Assert.Empty(
            Analysis.Analyse(Site("<img src=no.png>").Foresee() with { Responder = null }, Site("").Folder, CancellationToken.None));

    [Fact]
    public void Time_that_is_up_ends_it() =>
        Assert.Throws<OperationCanceledException>(() =>
            Analysis.Analyse(Site("<img src=a>").Foresee(), Site("").Folder, new CancellationToken(canceled: true)).Count());

    private static TestSite Site(string html) =>
        new TestSite().File("index.html", html).File("a.png", "").File("sub/index.html", "<b id=b>").File("sub/b.png", "");
}
