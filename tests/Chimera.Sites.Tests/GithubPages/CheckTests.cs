using Chimera.Engine.Validation;
using Chimera.Sites.Analyses.Assets;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages;
using Chimera.Sites.GithubPages.Jekyll;

namespace Chimera.Sites.Tests.GithubPages;

public sealed class CheckTests
{
    private static readonly (string, string) Project = (".git/config", "url = https://github.com/ann/tool\n");

    [Fact]
    public void A_sound_site_has_no_findings() =>
        Assert.Empty(Pages.Foresee(
            (".nojekyll", ""), ("index.html", "<a href='about'>x</a><img src=/a%20b.png>"), ("about.html", "<a href=\"./\">x</a>"),
            ("a b.png", ""), ("404.html", "")).Findings);

    [Fact]
    public void Scripts_that_jekyll_drops_are_named_where_they_are_needed()
    {
        var finding = Pages.Foresee(("index.html", "<p>\n<script src=\"/_next/a.js\"></script>"), ("_next/a.js", ""))
            .Find(JekyllFindings.AssetsDropped);

        Assert.Equal(("index.html:2:14", "_next"), (finding.Place!.ToString(), finding.Subject));
    }

    [Fact]
    public void A_folder_of_a_generator_needs_no_reference() =>
        Assert.Equal("sub/_astro", Pages.Foresee(("index.html", ""), ("sub/_astro/a.js", "")).Find(JekyllFindings.AssetsDropped).Subject);

    [Fact]
    public void Other_names_that_are_dropped_are_a_note()
    {
        var site = Pages.Foresee(("index.html", ""), ("_drafts/a.md", ""), ("_private/a.txt", ""), ("#b", ""));

        Assert.Equal(Severity.Note, site.Find(JekyllFindings.LeftOut).Kind.Severity);
        Assert.DoesNotContain(JekyllFindings.AssetsDropped.Code, site.Codes());
    }

    [Theory]
    [InlineData("Logo.PNG", "/logo.png", "/logo.png")]
    [InlineData("/tool/About", "/about.html", "/tool/about")]
    [InlineData("/tool/Logo.png", "/logo.png", "/tool/logo.png")]
    [InlineData("sub", "/Sub/index.html", "/Sub")]
    public void References_in_another_letter_case_are_found(string reference, string file, string right)
    {
        var site = Pages.Simulate(
            Project, (".nojekyll", ""), ("index.html", $"<a href=\"{reference}?a#b\">x</a>"), ("404.html", ""), (file.TrimStart('/'), ""));
        var finding = Assert.Single(site.Findings, finding => finding.Kind != PagesFindings.BasePath);

        Assert.Equal((AssetFindings.WrongCase, reference.Length), (finding.Kind, finding.Span!.Value.Length - 4));
        Assert.Contains($"'{right}'", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\n---\n<img src=/Logo.png><img src=/other.png>", "asset.wrong-case")]
    [InlineData("<a href=/about/>x</a><a href=/about/#y>x</a>", "pages.trailing-slash")]
    [InlineData("<img src=_next/a.png>", "pages.jekyll-drops-assets")]
    public void Of_one_reference_one_thing_is_said(string page, string code)
    {
        var site = Pages.Simulate(("index.html", page), ("404.html", ""), ("logo.png", ""), ("about.html", ""), ("_next/a.png", ""));

        Assert.Equal(code, Assert.Single(site.Findings, finding => finding.Place!.File == "index.html").Kind.Code);
    }

    [Fact]
    public void A_slash_after_a_page_that_is_a_file_is_found()
    {
        var site = Pages.Foresee((".nojekyll", ""), ("index.html", "<a href=/about/>x</a>"), ("about.html", ""));

        Assert.Equal("write '/about'", site.Find(PagesFindings.TrailingSlash).Remedy);
        Assert.Equal(404, site.Get("/about/").Status);
    }

    [Fact]
    public void Links_from_the_root_are_wrong_in_a_project_site_alone()
    {
        (string, string)[] files = [
            (".nojekyll", ""), ("index.html", "<a href='/a.html'></a> <a href='/tool/a.html'></a> <a href='/b.html'></a>"), ("a.html", "")];

        Assert.EndsWith("and 1 more like it", Pages.Foresee([Project, .. files]).Find(PagesFindings.BasePath).Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain(PagesFindings.BasePath.Code, Pages.Foresee([Project, ("CNAME", "a.example"), .. files]).Codes());
        Assert.DoesNotContain(PagesFindings.BasePath.Code, Pages.Foresee(files).Codes());
    }

    [Theory]
    [InlineData("https://example.com/A.png")]
    [InlineData("//example.com/A.png")]
    [InlineData("mailto:A@example.com")]
    [InlineData("{{ site.baseurl }}/A.PNG")]
    [InlineData("#A")]
    [InlineData("data:image/png;base64,AA")]
    public void References_elsewhere_are_left_alone(string reference) =>
        Assert.DoesNotContain(Pages.Foresee((".nojekyll", ""), ("index.html", $"<img src=\"{reference}\">"), ("a.png", "")).Findings,
            finding => finding.Kind.Severity == Severity.Error);

    [Fact]
    public void Rules_of_other_platforms_are_not_read()
    {
        var site = Pages.Foresee(
            (".nojekyll", ""), ("index.html", ""), ("_redirects", "# none\n\n/a /b\n/c /d\n"), ("public/_headers", "/*\n  X: y\n"),
            ("netlify.toml", "[build]\n[[redirects]]\nfrom = \"/x\"\n"), ("render.yaml", "services: []\n"));

        Assert.Equal(
            ["_redirects:3:1", "netlify.toml:2:1"],
            site.Findings.Where(finding => finding.Kind == PagesFindings.RedirectsNotRead).Select(finding => finding.Place!.ToString()));
        Assert.Equal("public/_headers:1:1", site.Find(PagesFindings.HeadersNotRead).Place!.ToString());
        Assert.Equal("render.yaml", site.Find(PagesFindings.ConfigurationNotRead).Subject);
    }

    [Fact]
    public void A_site_needs_a_start_page() =>
        Assert.Contains("/site/index.html",
            Pages.Foresee((".nojekyll", ""), ("site/index.html", "")).Find(PagesFindings.MissingIndex).Message, StringComparison.Ordinal);

    [Fact]
    public void A_404_page_in_a_folder_is_not_sent() =>
        Assert.Equal("en/404.html",
            Pages.Foresee((".nojekyll", ""), ("index.html", ""), ("en/404.html", "")).Find(PagesFindings.MisplacedNotFoundPage).Subject);

    [Theory]
    [InlineData("baseurl: /tool", false, false)]
    [InlineData("baseurl: /other", false, true)]
    [InlineData("baseurl: \"\"", true, false)]
    [InlineData("baseurl: /tool", true, true)]
    public void The_base_url_is_where_the_site_lives(string config, bool hasDomain, bool wrong)
    {
        var site = Pages.Foresee(
            [Project, ("_config.yml", config + "\n"), ("index.html", ""), .. hasDomain ? [("CNAME", "a.example")]
            : Array.Empty<(string, string)>()]);

        Assert.Equal(wrong, site.Codes().Contains(JekyllFindings.BaseUrlMismatch.Code));
    }

    [Theory]
    [InlineData(90L << 20, null)]
    [InlineData(101L << 20, "pages.file-over-100mb")]
    [InlineData(1100L << 20, "pages.site-over-1gb")]
    [InlineData(11L << 30, "pages.site-over-10gb")]
    public void Sizes_are_held_against_the_limits(long bytes, string? code)
    {
        var codes = Pages.Foresee(new SizedFolder(bytes)).Codes().ToList();

        Assert.Equal(code is not null,
            codes.Any(found => found.StartsWith("pages.site-", StringComparison.Ordinal)
            || found.StartsWith("pages.file-", StringComparison.Ordinal)));
        Assert.True(code is null || codes.Contains(code));
    }

    [Fact]
    public void A_link_out_of_the_site_is_found()
    {
        var root = Directory.CreateTempSubdirectory("chimera-pages-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(root, "index.html"), "x");
            File.CreateSymbolicLink(Path.Combine(root, "in"), "index.html");
            File.CreateSymbolicLink(Path.Combine(root, "out"), "/etc/hosts");

            Assert.Equal("out", Pages.Foresee(SiteFolder.OnDisk(root)).Find(PagesFindings.LinkLeadsOut).Subject);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void Every_kind_is_described_and_has_a_code_of_its_own()
    {
        Assert.All(PagesFindings.All, kind => Assert.StartsWith("pages.", kind.Code, StringComparison.Ordinal));
        Assert.All(PagesFindings.All, kind =>
            Assert.All([kind.Title, kind.Why, kind.Remedy, kind.Example, kind.Source], text =>
            Assert.False(string.IsNullOrWhiteSpace(text))));
        Assert.Equal(PagesFindings.All.Length, PagesFindings.All.Select(kind => kind.Code).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>A site with one large file, of which nothing is ever stored.</summary>
    private sealed class SizedFolder(long bytes) : SiteFolder
    {
        private static readonly SiteFolder Small = Of(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["index.html"] = "x", [".nojekyll"] = "", ["404.html"] = "" });

        public override string Name => "sized";

        public override EntryKind KindOf(string path) => path == "big.bin" ? EntryKind.File : Small.KindOf(path);

        public override IEnumerable<SiteFile> FilesBelow(string path) => path.Length == 0
            ? Small.FilesBelow("").Append(new SiteFile("big.bin", bytes)) : [];

        public override byte[]? Read(string path, int maxBytes = DefaultMaxBytes) => Small.Read(path, maxBytes);
    }
}
