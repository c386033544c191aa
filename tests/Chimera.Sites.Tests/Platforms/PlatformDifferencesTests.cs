using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages;
using Chimera.Sites.Host;
using Chimera.Sites.Platforms;
using Chimera.Sites.Platforms.Differences;

namespace Chimera.Sites.Tests.Platforms;

public sealed class PlatformDifferencesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static PlatformComparison Compare(params (string Path, string Text)[] files)
    {
        var folder = SiteFolder.Of(files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal));
        IPlatform[] platforms = [new GithubPagesPlatform(), new HostPlatform()];
        return PlatformDifferences.Of(
            [.. platforms.Select(platform => platform.Foresee(folder, DeployContext.Production, Cancel))], cancel: Cancel);
    }

    private static DifferenceGroup Only(PlatformComparison comparison, DifferenceCause cause) =>
        Assert.Single(comparison.Groups, group => group.Cause == cause);

    private static string[] Outcomes(DifferenceGroup group) => [.. group.Outcomes.Select(outcome => outcome.Value)];

    [Fact]
    public void A_page_and_nothing_else_differs_in_slashes_alone()
    {
        var comparison = Compare(
            (".nojekyll", ""), ("index.html", ""), ("a.html", ""), ("b.html", ""), ("c/index.html", ""), ("404.html", ""));

        Assert.All(comparison.Groups, group => Assert.Equal(DifferenceCause.TrailingSlash, group.Cause));
        var refused = Assert.Single(comparison.Groups, group => group.Outcomes[0].Value.StartsWith("404", StringComparison.Ordinal));
        Assert.Equal(["404, the site's page", "200"], Outcomes(refused));
        Assert.Contains("/a/", refused.Examples.Select(example => example.Request.Path));
        Assert.Equal(["301 with a slash", "200"], Outcomes(Assert.Single(comparison.Groups, group => group != refused)));
    }

    [Fact]
    public void Rules_that_one_platform_does_not_read_are_one_line_for_each_way_they_show()
    {
        var comparison = Compare(
            (".nojekyll", ""), ("index.html", ""), ("404.html", ""),
            ("_redirects", "/old /index.html 301\n/older/* /index.html?x=:splat 301\n/api/:x https://api.example.com/:x 200\n"));

        var rules = comparison.Groups.Where(group => group.Cause == DifferenceCause.RulesNotRead).ToList();
        Assert.Equal(
            [("404, the site's page", "301 by a rule", 2), ("404, the site's page", "proxied", 1)],
            rules.Select(group => (Outcomes(group)[0], Outcomes(group)[1], group.Count)));
        Assert.Equal("/api/x", rules[1].Examples[0].Request.Path);
    }

    [Fact]
    public void A_file_that_one_platform_drops_explains_every_way_of_asking_for_it()
    {
        var comparison = Compare(("_config.yml", "theme: null\n"), ("index.html", ""), ("404.html", ""), ("_x/a.html", ""));

        Assert.Contains("/_x/a", Only(comparison, DifferenceCause.FilesDiffer).Examples.Select(example => example.Request.Path));
    }

    [Fact]
    public void Headers_are_compared_where_the_answer_is_the_same()
    {
        var comparison = Compare((".nojekyll", ""), ("index.html", ""), ("404.html", ""), ("_headers", "/*\n  X-Frame-Options: DENY\n"));

        Assert.Equal(["no header of the site's own", "x-frame-options"], Outcomes(Only(comparison, DifferenceCause.Headers)));
    }

    [Fact]
    public void A_platform_that_would_not_deploy_is_left_out()
    {
        var comparison = Compare(("_config.yml", "a: b: c\n"), ("index.html", ""));

        Assert.Equal([Platform.GithubPages], comparison.LeftOut);
        Assert.Empty(comparison.Groups);
    }

    [Fact]
    public void A_large_site_is_asked_a_bounded_number_of_requests()
    {
        var comparison = Compare([(".nojekyll", ""), .. Enumerable.Range(0, 5000).Select(index => ($"p/{index}.html", ""))]);

        Assert.InRange(comparison.Requests, 200, 1000);
        Assert.All(comparison.Groups, group => Assert.InRange(group.Examples.Length, 1, 5));
    }
}
