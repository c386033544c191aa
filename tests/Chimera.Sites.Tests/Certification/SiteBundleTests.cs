using System.Text;
using Chimera.Sites.Certification;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Certification;

public sealed class SiteBundleTests
{
    private static readonly SiteSimulator Simulator = new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);

    private static readonly SiteFolder Folder = SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["netlify.toml"] = "[build]\npublish = \"public\"\n",
        ["package.json"] = "{}",
        ["public/_redirects"] = "/old /new.html 301\n",
        ["public/index.html"] = "<p>hi",
        ["public/new.html"] = "<p>new",
        ["README.md"] = "not read by anybody",
    });

    [Fact]
    public void Published_files_files_that_were_read_rules_and_answers_are_covered_and_nothing_else()
    {
        var names = Names(Of(Platform.Netlify, Folder));

        Assert.Contains("file:/index.html", names);
        Assert.Contains("file:/new.html", names);
        Assert.Contains("source:netlify.toml", names);
        Assert.Contains("source:public/_redirects", names);
        Assert.Contains("rules", names);
        Assert.Contains("answers", names);
        Assert.DoesNotContain("source:README.md", names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Theory]
    [InlineData(Platform.Netlify)]
    [InlineData(Platform.Render)]
    [InlineData(Platform.GithubPages)]
    [InlineData(Platform.Host)]
    public void The_same_folder_has_the_same_subjects_every_time(Platform platform) =>
        Assert.Equal(Of(platform, Folder).Subjects, Of(platform, Folder).Subjects);

    [Fact]
    public void A_rule_that_is_written_otherwise_and_means_the_same_leaves_rules_and_answers_alone()
    {
        var commented = Of(Platform.Netlify, Folder.With("public/_redirects", "# moved\n/old   /new.html   301\n"u8.ToArray()));
        var changed = Of(Platform.Netlify, Folder.With("public/_redirects", "/old /new.html 302\n"u8.ToArray()));
        var before = Of(Platform.Netlify, Folder);

        Assert.Equal(["source:public/_redirects"], Differing(before, commented));
        Assert.Equal(["answers", "rules", "source:public/_redirects"], Differing(before, changed));
    }

    [Fact]
    public void A_site_that_the_platform_refuses_has_nothing_to_certify() =>
        Assert.Null(SiteBundle.Of(Simulator, Platform.Netlify, Folder.With("netlify.toml", "[build\n"u8.ToArray()), DeployContext.Production, CancellationToken.None));

    [Fact]
    public void Of_many_files_a_sample_is_asked_that_depends_on_their_names_alone()
    {
        var many = Enumerable.Range(0, 400).ToDictionary(number => $"page{number}.html", number => $"<p>{number}", StringComparer.Ordinal);
        var one = Of(Platform.Host, SiteFolder.Of(many));
        var other = Of(Platform.Host, SiteFolder.Of(many.ToDictionary(pair => pair.Key, pair => pair.Value + "!", StringComparer.Ordinal)));

        Assert.Equal(101, one.Answers.Length);
        Assert.Equal(one.Answers.Select(answer => answer.Request.Target), other.Answers.Select(answer => answer.Request.Target));
    }

    [Theory]
    [InlineData("/page", "/page")]
    [InlineData("/a b", "/a%20b")]
    [InlineData("/caf\u00e9", "/caf%C3%A9")]
    [InlineData("/caf%C3%A9", "/caf%C3%A9")]
    [InlineData("/%41", "/%41")]
    [InlineData("/a?b", "/a%3Fb")]
    [InlineData("/a#b", "/a%23b")]
    [InlineData("/100%", "/100%25")]
    [InlineData("/a\\b", "/a%5Cb")]
    [InlineData("//other.example/b", "//other.example/b")]
    public void A_header_rule_is_asked_for_by_its_whole_path_as_a_browser_sends_it(string path, string target) =>
        Assert.Contains(target, Targets(path));

    [Theory]
    [InlineData("/a/../b")]
    [InlineData("/a/%2E%2e/b")]
    [InlineData("/./b")]
    [InlineData("/a\\..\\b")]
    [InlineData("/*")]
    [InlineData("/:any")]
    public void A_header_rule_for_no_path_that_a_browser_sends_is_not_asked_for(string path) =>
        Assert.Equal(Targets("/index.html").Order(StringComparer.Ordinal), Targets(path).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Targets(string path) =>
        Of(Platform.Netlify, Folder.With("netlify.toml", Encoding.UTF8.GetBytes($"[build]\npublish = \"public\"\n[[headers]]\nfor = '{path}'\nvalues = {{ X-Rule = \"yes\" }}\n")))
            .Answers.Select(answer => answer.Request.Target);

    private static SiteBundle Of(Platform platform, SiteFolder folder) =>
        SiteBundle.Of(Simulator, platform, folder, DeployContext.Production, CancellationToken.None)!;

    private static List<string> Names(SiteBundle bundle) => [.. bundle.Subjects.Select(subject => subject.Name)];

    private static IEnumerable<string> Differing(SiteBundle before, SiteBundle after) =>
        after.Subjects.Except(before.Subjects).Select(subject => subject.Name);
}
