using Chimera.Sites.Analyses.Names;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Analyses.Names;

public sealed class NameAnalysisTests
{
    private static readonly NameAnalysis Analysis = new();

    [Fact]
    public void Paths_that_differ_in_case_alone_are_found() =>
        Assert.Equal(
            ["site.case-collision a/b.html", "site.case-collision index.html"],
            Site().File("Index.html", "").File("A/b.html", "").File("a/b.html", "").File("a/c.html", "").Codes(Analysis));

    [Fact]
    public void A_site_without_a_front_page_is_found()
    {
        Assert.Equal(["site.index-missing"], new TestSite().File("about.html", "").Codes(Analysis));
        Assert.Empty(new TestSite().File("about.html", "").Rule("/", "/about", 301).Codes(Analysis));
    }

    [Fact]
    public void An_empty_publish_folder_is_found_and_one_that_is_not_there_is_not()
    {
        var folder = SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["dist/node_modules/x"] = "" });
        var foresight = new TestSite().Foresee();

        Assert.Equal("site.empty", Assert.Single(Analysis
            .Analyse(foresight with { Published = PublishedFiles.Below(folder, "dist") }, folder, CancellationToken.None)).Kind.Code);
        Assert.Empty(Analysis.Analyse(foresight with { Published = PublishedFiles.Below(folder, "out") }, folder, CancellationToken.None));
        Assert.Empty(Analysis.Analyse(foresight with { Published = PublishedFiles.None }, Site().Folder, CancellationToken.None));
    }

    [Theory]
    [InlineData("c#.html", Platform.Netlify, "site.name-refused c#.html")]
    [InlineData("c#.html", Platform.Render, "site.odd-name c#.html")]
    [InlineData("a?.html", Platform.Host, "site.odd-name a?.html")]
    [InlineData("100%.html", Platform.Netlify, "site.odd-name 100%.html")]
    [InlineData("a\\b.html", Platform.Host, "site.odd-name a\\b.html")]
    [InlineData("a /b.html", Platform.Host, "site.odd-name a /b.html")]
    [InlineData("a b+c&d(1)ü.html", Platform.Netlify, "")]
    public void A_name_that_no_address_takes_is_found(string file, Platform platform, string found) =>
        Assert.Equal(found, string.Join(' ', new TestSite { Platform = platform }.File("index.html", "").File(file, "").Codes(Analysis)));

    private static TestSite Site() => new TestSite().File("index.html", "");
}
