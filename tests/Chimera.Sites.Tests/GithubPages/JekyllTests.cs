using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.GithubPages;

public sealed class JekyllTests
{
    private static string[] Urls(params (string Path, string Text)[] files) =>
        [.. Pages.Foresee([("_config.yml", "theme: null\n"), .. files]).Published.UrlPaths.Order(StringComparer.Ordinal)];

    [Fact]
    public void Names_with_special_marks_are_dropped_at_any_depth() => Assert.Equal(
        ["/a.txt", "/x/b.txt"],
        Urls(("a.txt", ""), (".hidden", ""), ("_a/b.txt", ""), ("#a", ""), ("~a", ""), ("a~", ""), ("x/_b/c.txt", ""), ("x/b.txt", ""),
            ("_site/c.txt", "")));

    [Fact]
    public void The_usual_names_are_excluded() => Assert.Equal(
        ["/vendor/lib.js"], Urls(
            ("Gemfile", ""), ("Gemfile.lock", ""), ("vendor/bundle/x", ""), ("vendor/lib.js", ""), ("CNAME", "example.com")));

    [Fact]
    public void An_exclude_of_ones_own_replaces_the_usual_one_and_matches_prefixes()
    {
        var site = Pages.Foresee(
            ("_config.yml", "theme: null\nexclude:\n  - drafts\n  - '*.log'\n"), ("index.html", ""), ("drafts/a.txt", ""),
            ("drafts-old.txt", ""), ("x/a.log", ""), ("Gemfile", ""));

        Assert.Equal(["/Gemfile", "/index.html"], site.Published.UrlPaths.Order(StringComparer.Ordinal));
        Assert.Equal(2, site.Find(JekyllFindings.ExcludeReplaces).Place!.Line);
    }

    [Fact]
    public void An_include_lets_a_name_in_wherever_it_is()
    {
        var site = Pages.Foresee(
            ("_config.yml", "theme: null\ninclude: [_pages, .well-known]\n"), ("_pages/a.txt", ""), ("x/_pages/b.txt", ""),
            (".well-known/c", ""));

        Assert.Equal(["/.well-known/c", "/_pages/a.txt", "/x/_pages/b.txt"], site.Published.UrlPaths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Markdown_becomes_a_page_with_and_without_front_matter() => Assert.Equal(
        ["/LICENSE.md", "/a.html", "/b.html", "/b.md", "/c/index.html"],
        Urls(("a.md", "---\ntitle: a\n---\n"), ("b.md", "# b"), ("c/index.md", "---\n---\n"), ("LICENSE.md", "MIT")));

    [Fact]
    public void A_page_leads_to_the_file_it_is_made_from() =>
        Assert.Equal("a.md", Pages.Foresee(("a.md", "---\n---\n")).Published.FileOf("/a.html")!.Path);

    [Fact]
    public void A_readme_is_the_start_page_where_there_is_no_other()
    {
        Assert.Equal(["/README.md", "/index.html"], Urls(("README.md", "# hello")));
        Assert.Equal("index.html", Pages.Foresee(("README.md", "x"), ("index.html", "x")).Published.FileOf("/index.html")!.Path);
    }

    [Theory]
    [InlineData("permalink: /x/y/", "/x/y/index.html")]
    [InlineData("permalink: /x/y", "/x/y.html")]
    [InlineData("permalink: /404.html", "/404.html")]
    [InlineData("permalink: /:basename/z/", "/a/z/index.html")]
    public void A_permalink_says_where_a_page_is(string front, string url) => Assert.Equal([url], Urls(("a.md", $"---\n{front}\n---\n")));

    [Fact]
    public void Pretty_permalinks_make_folders()
    {
        var site = Pages.Foresee(
            ("_config.yml", "theme: null\npermalink: pretty\n"), ("a.md", "---\n---\n"), ("404.md", "---\n---\n"),
            ("_posts/2024-05-01-one.md", "---\n---\n"));

        Assert.Equal(["/2024/05/01/one/index.html", "/404/index.html", "/a/index.html"],
            site.Published.UrlPaths.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("_posts/2024-05-01-Hello World.md", "", "/2024/05/01/Hello-World.html")]
    [InlineData("blog/_posts/2024-5-1-one.md", "category: News", "/blog/news/2024/05/01/one.html")]
    [InlineData("_posts/2024-05-01-one.md", "date: 2023-01-02 10:00\nslug: two", "/2023/01/02/two.html")]
    [InlineData("_posts/2024-05-01-one.md", "permalink: /:year/:month_:day/", "/2024/05_01/index.html")]
    public void Posts_are_at_their_date(string path, string front, string url) => Assert.Equal([url], Urls((path, $"---\n{front}\n---\n")));

    [Fact]
    public void Collections_are_published_when_they_say_so()
    {
        var site = Pages.Foresee(
            ("_config.yml", "theme: null\ncollections:\n  labs:\n    output: true\n  notes: {}\n"), ("_labs/a/one.md", "---\n---\n"),
            ("_labs/b.png", ""), ("_notes/c.md", "---\n---\n"));

        Assert.Equal(["/labs/a/one.html", "/labs/b.png"], site.Published.UrlPaths.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(JekyllFindings.LeftOut.Code, site.Codes());
    }

    [Fact]
    public void Redirect_pages_are_published_without_a_file()
    {
        var site = Pages.Foresee(
            ("_config.yml", "theme: null\nplugins: [jekyll-redirect-from]\n"), ("new.md", "---\nredirect_from: [/old/, /older]\n---\n"),
            ("gone.md", "---\nredirect_to: https://example.com/\n---\n"));

        Assert.Equal(["/gone.html", "/new.html", "/old/index.html", "/older.html", "/redirects.json"],
            site.Published.UrlPaths.Order(StringComparer.Ordinal));
        Assert.Null(site.Published.Read("/old/index.html"));
        Assert.Contains(site.Get("/old/").Why, reason => reason.Text.Contains("/new.html", StringComparison.Ordinal)
            || reason.Text.Contains("/new", StringComparison.Ordinal));
    }

    [Fact]
    public void Unpublished_pages_stay_out() =>
        Assert.Equal(["/b.html"], Urls(("a.html", "---\npublished: false\n---\n"), ("b.html", "x")));

    [Fact]
    public void Styles_with_front_matter_are_compiled() =>
        Assert.Equal(["/a.css", "/b.scss"], Urls(("a.scss", "---\n---\n"), ("b.scss", "p {}")));

    [Fact]
    public void A_configuration_that_is_not_yaml_breaks_the_build()
    {
        var site = Pages.Foresee(("_config.yml", "title: a: b\n"), ("index.html", ""));

        Assert.True(site.Broken);
        Assert.Equal(1, site.Find(JekyllFindings.ConfigInvalid).Place!.Line);
    }

    [Fact]
    public void What_the_platform_overrides_and_does_not_run_is_said()
    {
        var site = Pages.Foresee(
            ("_config.yml", "safe: false\nhighlighter: pygments\nlsi: false\nplugins:\n  - jekyll-feed\n  - jekyll-archives\n"),
            ("index.html", ""), ("_plugins/a.rb", ""));

        Assert.Equal(["safe", "highlighter"],
            site.Findings.Where(finding => finding.Kind == JekyllFindings.SettingForced).OrderBy(finding => finding.Place!.Line)
            .Select(finding => finding.Subject));
        Assert.Equal(["jekyll-archives", "_plugins/a.rb"],
            site.Findings.Where(finding => finding.Kind == JekyllFindings.PluginNotAllowed).Select(finding => finding.Subject));
        Assert.True(site.Published.Contains("/feed.xml"));
    }

    [Theory]
    [InlineData("theme: minima", false)]
    [InlineData("theme: jekyll-theme-caymen", true)]
    [InlineData("remote_theme: just-the-docs/just-the-docs@v0.7.0", false)]
    public void Only_the_fifteen_themes_build(string config, bool broken) =>
        Assert.Equal(broken, Pages.Foresee(("_config.yml", config + "\n"), ("index.html", "")).Broken);

    [Theory]
    [InlineData("owner/name", true)]
    [InlineData("owner/name@v1.0", true)]
    [InlineData("https://github.com/owner/name", true)]
    [InlineData("name", false)]
    [InlineData("https://gitlab.com/owner/name", false)]
    [InlineData("owner/na me", false)]
    public void A_remote_theme_is_an_owner_and_a_repository(string text, bool valid) =>
        Assert.Equal(valid, JekyllConfigReader.IsRemoteTheme(text));

    [Theory]
    [InlineData("*.log", "a/b.log", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[!a-c]x", "bx", false)]
    [InlineData("\\*", "*", true)]
    [InlineData("a*b*c", "axbxbxd", false)]
    [InlineData("{a,b}", "a", false)]
    public void Patterns_match_as_in_ruby(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Fnmatch.IsMatch(pattern, text));

    [Fact]
    public void A_pattern_made_to_be_slow_is_not() =>
        Assert.False(Fnmatch.IsMatch(string.Concat(Enumerable.Repeat("*a", 1000)), new string('a', 20_000) + "b"));

    [Fact]
    public void A_real_configuration_is_understood()
    {
        var site = Pages.Foresee(
            ("_config.yml", File.ReadAllText(Path.Combine(Beside.Folder("corpus"), "jekyll", "001.yml"))), ("index.html", ""));

        Assert.False(site.Broken);
        Assert.Equal("jekyll-paginate, jekyll-redirect-from, jekyll-feed, jekyll-sitemap".Split(", ").Except(PagesGem.DefaultPlugins),
            site.Fact("plugins")!.Split(", "));
        Assert.Contains("jekyll-asciidoc",
            site.Findings.Where(finding => finding.Kind == JekyllFindings.PluginNotAllowed).Select(finding => finding.Subject));
    }
}
