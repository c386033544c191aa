using Chimera.Engine.Execution;
using Chimera.Sites.GithubPages.Deploying;
using Chimera.Sites.Publishing.Http;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

public sealed class PagesDeploysTests : IDisposable
{
    private readonly PagesBench _bench = new();

    private GitFolder Folder => _bench.Folder;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Releases_that_nobody_goes_back_to_are_kept_no_longer_than_ten_newer_ones()
    {
        var first = PagesBench.ReleaseOf(TestReleases.Pages(1, "0"));
        await _bench.PublishAsync(first);
        for (var release = 1; release < 13; release++)
        {
            // Staged one after the other, and the first stays what visitors get.
            Assert.IsType<Reply.Done>(await _bench.StageAsync(PagesBench.ReleaseOf(TestReleases.Pages(1, $"{release}"))));
        }

        Assert.Equal(11, Folder.Refs().Count(name => name.StartsWith("refs/chimera/", StringComparison.Ordinal)));
        Assert.Equal(first.Generation, (await _bench.LookAsync()).Live!.Generation);
        Assert.IsType<Reply.Done>(await _bench.ShowAsync(PagesBench.ReleaseOf(TestReleases.Pages(1, "3"))));
        Assert.Equal("pages.not-staged", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(PagesBench.ReleaseOf(TestReleases.Pages(1, "2"))))).Code);
    }

    [Fact]
    public async Task What_is_staged_leads_no_branch_to_it_until_it_is_shown()
    {
        var release = PagesBench.ReleaseOf(TestReleases.Pages(3));

        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        Assert.Equal("", Folder.Tip());
        Assert.Single(Folder.Refs(), name => name.StartsWith("refs/chimera/", StringComparison.Ordinal));

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(release));
        Assert.Equal([".nojekyll", "page0.html", "page1.html", "page2.html"], Folder.Files(Folder.Tip()));
        Assert.Equal("<p>page 1 ", Folder.Text(Folder.Tip(), "page1.html"));
        Assert.Contains($"Chimera-Generation: {release.Generation}", Folder.In("log", "-1", "--format=%B", "gh-pages"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_thousand_files_only_the_ten_that_changed_are_sent()
    {
        var files = TestReleases.Pages(2000);
        await _bench.PublishAsync(PagesBench.ReleaseOf(files));
        var before = Folder.Objects();
        for (var page = 0; page < 10; page++)
        {
            files[$"page{page * 200}.html"] = $"<p>changed {page}";
        }

        await _bench.PublishAsync(PagesBench.ReleaseOf(files));

        // Ten contents, the root's tree, and the commit; git itself puts the old tree beside it, of which the new one is told as a difference.
        Assert.InRange(Folder.Objects() - before, 12, 13);
    }

    [Fact]
    public async Task Going_back_sends_nothing_and_moves_the_branch_to_the_commit_it_led_to_before()
    {
        var first = PagesBench.ReleaseOf(TestReleases.Pages(3));
        await _bench.PublishAsync(first);
        var tip = Folder.Tip();
        await _bench.PublishAsync(PagesBench.ReleaseOf(TestReleases.Pages(3, "anew")));
        var (objects, refs) = (Folder.Objects(), Folder.Refs());

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(first));

        Assert.Equal(tip, Folder.Tip());
        Assert.Equal((objects, string.Join(' ', refs)), (Folder.Objects(), string.Join(' ', Folder.Refs())));
    }

    [Fact]
    public async Task What_is_done_is_not_done_again()
    {
        var release = PagesBench.ReleaseOf(TestReleases.Pages(3));
        await _bench.PublishAsync(release);
        var (tip, refs) = (Folder.Tip(), Folder.Refs());

        await _bench.PublishAsync(release);

        Assert.Equal((tip, string.Join(' ', refs)), (Folder.Tip(), string.Join(' ', Folder.Refs())));
    }

    [Fact]
    public async Task What_was_published_is_seen_newest_first()
    {
        var first = PagesBench.ReleaseOf(TestReleases.Pages(1));
        var second = PagesBench.ReleaseOf(TestReleases.Pages(2));
        Assert.Null((await _bench.LookAsync()).Live);
        await _bench.PublishAsync(first);
        await Task.Delay(TimeSpan.FromSeconds(5), _bench.Time);
        await _bench.PublishAsync(second);

        var seen = await _bench.LookAsync();

        Assert.Equal(second.Generation, seen.Live!.Generation);
        Assert.Equal([second.Generation, first.Generation], seen.Available.Select(deploy => deploy.Generation!.Value));
        Assert.Equal(Folder.Tip(), seen.Live.Id);
        Assert.Equal(PagesBench.Address, seen.Address);
    }

    [Fact]
    public async Task Another_controller_with_an_empty_folder_goes_on_and_goes_back()
    {
        var first = PagesBench.ReleaseOf(TestReleases.Pages(20));
        await _bench.PublishAsync(first);
        var (tip, before) = (Folder.Tip(), Folder.Objects());
        var files = TestReleases.Pages(20);
        files["page7.html"] = "<p>changed";
        var second = PagesBench.ReleaseOf(files);
        using var other = _bench.Open(Path.Combine(Folder.Path, "other"));

        Assert.IsType<Reply.Done>(await other.StageAsync(second, _bench, CancellationToken.None));
        Assert.InRange(Folder.Objects() - before, 3, 4);
        Assert.IsType<Reply.Done>(await other.ShowAsync(second.Generation, CancellationToken.None));
        Directory.Delete(Path.Combine(Folder.Path, "other"), recursive: true);
        Assert.IsType<Reply.Done>(await other.ShowAsync(first.Generation, CancellationToken.None));

        Assert.Equal(tip, Folder.Tip());
    }

    [Fact]
    public async Task A_branch_that_others_filled_is_built_on_so_that_nothing_of_theirs_is_lost()
    {
        var theirs = Folder.PushByHand();
        var release = PagesBench.ReleaseOf(TestReleases.Pages(1));
        var seen = await _bench.LookAsync();
        Assert.Equal((theirs, null), (seen.Live!.Id, seen.Live.Generation));

        await _bench.PublishAsync(release);

        Assert.Equal([".nojekyll", "page0.html"], Folder.Files(Folder.Tip()));
        Assert.Equal(theirs, Folder.In("rev-parse", "gh-pages^").Trim());
    }

    [Fact]
    public async Task What_others_pushed_since_is_not_pushed_over()
    {
        var first = PagesBench.ReleaseOf(TestReleases.Pages(1));
        var second = PagesBench.ReleaseOf(TestReleases.Pages(1, "anew"));
        await _bench.PublishAsync(first);
        Assert.IsType<Reply.Done>(await _bench.StageAsync(second));
        var theirs = Folder.PushByHand();

        Assert.Equal("pages.branch-moved", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(second))).Code);
        Assert.Equal("pages.branch-moved", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(first))).Code);
        Assert.Equal(theirs, Folder.Tip());

        // Deployed again it is laid on top.
        await _bench.PublishAsync(second);
        Assert.Equal(theirs, Folder.In("rev-parse", "gh-pages^").Trim());
    }

    [Fact]
    public async Task The_sources_of_a_site_are_not_replaced_by_it()
    {
        var theirs = Folder.PushByHand(branch: "gh-pages");
        Folder.In("symbolic-ref", "HEAD", "refs/heads/gh-pages");

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(PagesBench.ReleaseOf(TestReleases.Pages(1)))));

        Assert.Equal("pages.default-branch", why.Code);
        Assert.Equal(theirs, Folder.Tip());
    }

    [Fact]
    public async Task What_was_not_staged_cannot_be_shown()
    {
        await _bench.PublishAsync(PagesBench.ReleaseOf(TestReleases.Pages(1)));
        var tip = Folder.Tip();

        Assert.Equal("pages.not-staged", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(PagesBench.ReleaseOf(TestReleases.Pages(2))))).Code);

        Assert.Equal(tip, Folder.Tip());
    }

    [Fact]
    public async Task A_file_that_changed_since_the_release_was_made_is_not_sent()
    {
        var files = TestReleases.Pages(3);
        var release = PagesBench.ReleaseOf(files);
        files["page1.html"] = "<p>another";

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release)));

        Assert.Equal("pages.file-changed", why.Code);
        Assert.Contains("/page1.html", why.Message, StringComparison.Ordinal);
        Assert.Empty(Folder.Refs());
    }

    [Fact]
    public async Task A_repository_that_refuses_is_quoted_and_keeps_what_it_had()
    {
        var release = PagesBench.ReleaseOf(TestReleases.Pages(1));
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        var hook = Path.Combine(Folder.Repository, "hooks", "update");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        await File.WriteAllTextAsync(hook, "#!/bin/sh\nexit 1\n");
        File.SetUnixFileMode(hook, (UnixFileMode)0b111_000_000);

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(release)));

        Assert.Equal("pages.refused", why.Code);
        Assert.Contains("hook declined", why.Message, StringComparison.Ordinal);
        Assert.Equal("", Folder.Tip());
        Assert.Equal("pages.refused", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(PagesBench.ReleaseOf(TestReleases.Pages(2))))).Code);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder.Path, "file"), "");
        using var deploys = _bench.Open(Path.Combine(Folder.Path, "file", "cache"));

        Assert.Equal("pages.cache", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await deploys.ShowAsync(new("sha256:1"), CancellationToken.None))).Code);
    }

    [Fact]
    public async Task A_repository_that_does_not_exist_is_named()
    {
        using PagesDeploys deploys = new(
            new PagesSite(new Uri("file:///nowhere/at/all.git")) { Address = PagesBench.Address }, Folder.Cache, null, _bench.Time, new SystemChance());

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await deploys.ShowAsync(new("sha256:1"), CancellationToken.None)));

        Assert.Equal("pages.repository-not-found", why.Code);
        Assert.Contains("/nowhere/at/all.git", why.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.test/a.git", "gh-pages")]
    [InlineData("ftp://example.test/a.git", "gh-pages")]
    [InlineData("https://token:x@example.test/a.git", "gh-pages")]
    [InlineData("ssh://git:x@example.test/a.git", "gh-pages")]
    [InlineData("https://example.test/a.git", "--force")]
    [InlineData("https://example.test/a.git", "a..b")]
    [InlineData("https://example.test/a.git", "a:b")]
    [InlineData("https://example.test/a.git", "")]
    public void What_is_no_site_is_not_deployed_to(string remote, string branch) =>
        Assert.Throws<ArgumentException>(() => new PagesDeploys(
            new PagesSite(new Uri(remote), branch) { Address = PagesBench.Address }, Folder.Cache, new EnvironmentToken("UNUSED"), TimeProvider.System, new SystemChance()));

    [Theory]
    [InlineData("octocat/site/x")]
    [InlineData("../site")]
    [InlineData("octocat")]
    [InlineData("octocat/a b")]
    public void What_is_no_repository_leads_nowhere(string repository) =>
        Assert.Throws<ArgumentException>(() => new PagesDeploys(
            PagesSite.AtGithub("octocat", "site") with { Repository = repository }, Folder.Cache, new EnvironmentToken("UNUSED"), TimeProvider.System, new SystemChance()));
}
