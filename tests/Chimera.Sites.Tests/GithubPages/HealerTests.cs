using Chimera.Engine.Validation;
using Chimera.Sites.Analyses.Assets;
using Chimera.Sites.GithubPages;
using Chimera.Sites.GithubPages.Healing;
using Chimera.Sites.GithubPages.Jekyll;

namespace Chimera.Sites.Tests.GithubPages;

public sealed class HealerTests
{
    [Fact]
    public void A_site_that_is_not_made_for_jekyll_gets_a_nojekyll()
    {
        var (folder, after) = Pages.Heal(
            Pages.Folder(("index.html", "<script src='_next/a.js'></script>"), ("_next/a.js", "")), JekyllFindings.AssetsDropped);

        Assert.Equal("", folder.TextOf(".nojekyll"));
        Assert.True(after.Published.Contains("/_next/a.js"));
        Assert.DoesNotContain(after.Findings, finding => finding.Kind.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("title: x\n", "title: x\ninclude: ['_next']\n")]
    [InlineData("title: x", "title: x\ninclude: ['_next']\n")]
    [InlineData("include: [a] # keep\ntitle: x\n", "include: [a, '_next'] # keep\ntitle: x\n")]
    [InlineData("include:\n  - a # keep\ntitle: x\n", "include:\n  - a # keep\n  - '_next'\ntitle: x\n")]
    [InlineData("include:\n- a", "include:\n- a\n- '_next'")]
    public void A_jekyll_site_gets_the_name_into_include(string config, string healed)
    {
        var (folder, after) = Pages.Heal(
            Pages.Folder(("_config.yml", config), ("index.html", "x"), ("_next/a.js", "")), JekyllFindings.AssetsDropped);

        Assert.Equal(healed, folder.TextOf("_config.yml"));
        Assert.True(after.Published.Contains("/_next/a.js"));
    }

    [Fact]
    public void Well_known_gets_into_include()
    {
        var (_, after) = Pages.Heal(
            Pages.Folder(("index.md", "---\n---\n"), ("_layouts/a.html", ""), (".well-known/security.txt", "")),
            PagesFindings.WellKnownLost);

        Assert.True(after.Published.Contains("/.well-known/security.txt"));
    }

    [Theory]
    [InlineData("plugins:\n  - jekyll-feed # keep\n  - jekyll-archives\n", "plugins:\n  - jekyll-feed # keep\n")]
    [InlineData("plugins: [jekyll-archives, jekyll-feed]\n", "plugins: [jekyll-feed]\n")]
    [InlineData("plugins: [ jekyll-feed, 'jekyll-archives' ]\n", "plugins: [ jekyll-feed ]\n")]
    [InlineData("plugins: [jekyll-archives]\n", "plugins: []\n")]
    public void A_plugin_that_never_runs_is_taken_out(string config, string healed)
    {
        var (folder, after) = Pages.Heal(Pages.Folder(("_config.yml", config), ("index.html", "x")), JekyllFindings.PluginNotAllowed);

        Assert.Equal(healed, folder.TextOf("_config.yml"));
        Assert.DoesNotContain(JekyllFindings.PluginNotAllowed.Code, after.Codes());
    }

    [Fact]
    public void A_plugin_that_is_built_with_elsewhere_stays() => Assert.Null(Pages.Repair(
        Pages.Folder(("_config.yml", "plugins: [jekyll-archives]\n"), ("Gemfile", "gem 'jekyll-archives'\n"), ("index.html", "x")),
        JekyllFindings.PluginNotAllowed));

    [Theory]
    [InlineData("theme: cayman\n", "theme: jekyll-theme-cayman\n")]
    [InlineData("theme: 'jekyll-theme-midnite' # dark\n", "theme: jekyll-theme-midnight # dark\n")]
    public void A_theme_is_spelt_right(string config, string healed)
    {
        var (folder, after) = Pages.Heal(Pages.Folder(("_config.yml", config), ("index.html", "x")), JekyllFindings.ThemeUnknown);

        Assert.Equal((healed, false), (folder.TextOf("_config.yml"), after.Broken));
    }

    [Theory]
    [InlineData("with:\n          path: web\n", "with:\n          include-hidden-files: true\n          path: web\n")]
    [InlineData("with:\n          path: web\n          include-hidden-files: false\n",
        "with:\n          path: web\n          include-hidden-files: true\n")]
    public void A_workflow_keeps_hidden_files(string with, string healed)
    {
        const string Before = "jobs:\n  a:\n    steps:\n      - uses: actions/upload-pages-artifact@v3 # keep\n        ";
        var (folder, after) = Pages.Heal(
            Pages.Folder((".github/workflows/a.yml", Before + with), ("web/index.html", "x"), ("web/.well-known/a", "x")),
            PagesFindings.WellKnownLost);

        Assert.Equal(Before + healed, folder.TextOf(".github/workflows/a.yml"));
        Assert.True(after.Published.Contains("/.well-known/a"));
    }

    [Fact]
    public void A_workflow_without_inputs_gets_one()
    {
        const string Before = "jobs:\n  a:\n    steps:\n      - uses: actions/upload-pages-artifact@v3\n      - uses: "
            + "actions/deploy-pages@v4\n";
        var (folder, after) = Pages.Heal(
            Pages.Folder((".github/workflows/a.yml", Before), ("_site/index.html", "x"), ("_site/.well-known/a", "x")),
            PagesFindings.WellKnownLost);

        Assert.Equal(
            "jobs:\n  a:\n    steps:\n      - uses: actions/upload-pages-artifact@v3\n        with:\n          include-hidden-files: "
            + "true\n      - uses: actions/deploy-pages@v4\n",
            folder.TextOf(".github/workflows/a.yml"));
        Assert.True(after.Published.Contains("/.well-known/a"));
    }

    [Fact]
    public void A_theme_of_ones_own_is_not_guessed() =>
        Assert.Null(Pages.Repair(Pages.Folder(("_config.yml", "theme: our-own-look\n"), ("index.html", "x")), JekyllFindings.ThemeUnknown));

    [Fact]
    public void The_base_url_is_put_right()
    {
        var (folder, after) = Pages.Heal(
            Pages.Folder(("_config.yml", "baseurl: /blog # path\n"), ("CNAME", "a.example"), ("index.html", "x")),
            JekyllFindings.BaseUrlMismatch);

        Assert.Equal("baseurl: \"\" # path\n", folder.TextOf("_config.yml"));
        Assert.DoesNotContain(JekyllFindings.BaseUrlMismatch.Code, after.Codes());
    }

    [Theory]
    [InlineData("<img src=\"../Img/Logo.PNG?v=1\">", "<img src=\"../img/logo.png?v=1\">")]
    [InlineData("<a href=/Sub/Page>", "<a href=/sub/page>")]
    [InlineData("<a href='/About/#top'>", "<a href='/about/#top'>")]
    public void References_are_written_as_the_file_is_named(string page, string healed)
    {
        var (folder, after) = Pages.Heal(
            Pages.Folder((".nojekyll", ""), ("index.html", ""), ("sub/page.html", page), ("img/logo.png", ""), ("about/index.html", "")),
            AssetFindings.WrongCase);

        Assert.Equal(healed, folder.TextOf("sub/page.html"));
        Assert.DoesNotContain(AssetFindings.WrongCase.Code, after.Codes());
    }

    [Fact]
    public void A_slash_too_many_is_taken_away()
    {
        var (folder, after) = Pages.Heal(
            Pages.Folder((".nojekyll", ""), ("index.html", "<a href=\"about/#x\">"), ("about.html", "")), PagesFindings.TrailingSlash);

        Assert.Equal("<a href=\"about#x\">", folder.TextOf("index.html"));
        Assert.DoesNotContain(PagesFindings.TrailingSlash.Code, after.Codes());
    }

    [Fact]
    public void A_404_page_in_markdown_gets_its_address()
    {
        var (_, after) = Pages.Heal(
            Pages.Folder(("_config.yml", "permalink: pretty\n"), ("index.html", ""), ("404.md", "---\ntitle: lost\n---\n")),
            PagesFindings.MisplacedNotFoundPage);

        Assert.True(after.Published.Contains("/404.html"));
    }

    [Fact]
    public void Every_healer_is_for_findings_that_there_are_and_has_a_name_of_its_own()
    {
        var codes = PagesFindings.All.Select(kind => kind.Code).ToHashSet(StringComparer.Ordinal);

        Assert.All(GithubPagesHealers.All, healer => Assert.Subset(codes, healer.Codes.ToHashSet(StringComparer.Ordinal)));
        Assert.Equal(GithubPagesHealers.All.Length,
            GithubPagesHealers.All.Select(healer => healer.Name).Distinct(StringComparer.Ordinal).Count());
    }
}
