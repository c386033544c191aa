using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>With GitHub's API: a release is shown when GitHub has built it.</summary>
public sealed class PagesBuildTests : IDisposable
{
    private readonly PagesBench _bench = new(withApi: true);

    private GithubDouble Github => _bench.Github!;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_release_is_shown_when_its_commit_was_built()
    {
        var release = PagesBench.ReleaseOf(TestReleases.Pages(1));

        await _bench.PublishAsync(release);

        Assert.Equal(_bench.Folder.Tip(), Github.Live);
        var seen = await _bench.LookAsync();
        Assert.Equal(release.Generation, seen.Live!.Generation);
        Assert.Equal(new Uri("https://octocat.github.io/site/"), seen.Address);
    }

    [Fact]
    public async Task What_is_live_is_what_was_built_not_what_the_branch_leads_to()
    {
        var first = PagesBench.ReleaseOf(TestReleases.Pages(1));
        var second = PagesBench.ReleaseOf(TestReleases.Pages(2));
        await _bench.PublishAsync(first);
        await _bench.PublishAsync(second);
        Github.MostPerPage = 1;
        Github.Builds.Insert(0, (new string('a', 40), "building", 8));
        Github.Builds.Insert(1, (new string('b', 40), "errored", 7));

        var seen = await _bench.LookAsync();

        Assert.Equal(second.Generation, seen.Live!.Generation);
        Assert.Equal(2, seen.Available.Length);
    }

    [Fact]
    public async Task A_build_that_fails_leaves_visitors_what_they_had_and_the_branch_goes_back()
    {
        var first = PagesBench.ReleaseOf(TestReleases.Pages(1));
        var second = PagesBench.ReleaseOf(TestReleases.Pages(2));
        await _bench.PublishAsync(first);
        var tip = _bench.Folder.Tip();
        Assert.IsType<Reply.Done>(await _bench.StageAsync(second));
        Github.EndsAs = "errored";

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(second)));

        Assert.Equal("pages.build-failed", why.Code);
        Assert.Contains("Page build  failed.", why.Message, StringComparison.Ordinal);
        Assert.Equal((tip, tip), (_bench.Folder.Tip(), Github.Live));
        Github.EndsAs = "built";
        Assert.IsType<Reply.Done>(await _bench.ShowAsync(second));
        Assert.Equal(second.Generation, (await _bench.LookAsync()).Live!.Generation);
    }

    [Fact]
    public async Task Going_back_is_built_too()
    {
        var first = PagesBench.ReleaseOf(TestReleases.Pages(1));
        await _bench.PublishAsync(first);
        var tip = _bench.Folder.Tip();
        await _bench.PublishAsync(PagesBench.ReleaseOf(TestReleases.Pages(2)));

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(first));

        Assert.Equal((tip, 3), (Github.Live, Github.History.Count));
    }

    [Fact]
    public async Task A_branch_that_was_moved_and_never_built_is_built_when_it_is_shown_again()
    {
        var release = PagesBench.ReleaseOf(TestReleases.Pages(1));
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        Github.EndsAs = "errored";
        Assert.IsType<Reply.Refused>(await _bench.ShowAsync(release));
        Github.EndsAs = "built";

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(release));

        Assert.Contains("POST /repos/octocat/site/pages/builds", Github.Requests);
        Assert.Equal(_bench.Folder.Tip(), Github.Live);
    }

    [Fact]
    public async Task What_is_never_built_is_said_so_after_some_minutes()
    {
        var release = PagesBench.ReleaseOf(TestReleases.Pages(1));
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        Github.EndsAs = "building";

        Assert.Equal("pages.not-live", PagesBench.WhyOf(Assert.IsType<Reply.Lost>(await _bench.ShowAsync(release))).Code);

        Assert.InRange(_bench.Time.Waited.TotalMinutes, 10, 20);
    }

    [Theory]
    [InlineData("workflow", "gh-pages", "/")]
    [InlineData("legacy", "main", "/")]
    [InlineData("legacy", "gh-pages", "/docs")]
    public async Task A_site_that_GitHub_publishes_from_elsewhere_is_not_deployed(string type, string branch, string source)
    {
        (Github.BuildType, Github.Branch, Github.Source) = (type, branch, source);

        Assert.Equal("pages.published-otherwise", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(PagesBench.ReleaseOf(TestReleases.Pages(1))))).Code);

        Assert.Empty(_bench.Folder.Refs());
    }

    [Theory]
    [InlineData(Fault.SlowDown)]
    [InlineData(Fault.SlowDownUntilReset)]
    [InlineData(Fault.Error500)]
    [InlineData(Fault.Error503)]
    [InlineData(Fault.Hold)]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutAnswer)]
    [InlineData(Fault.HalfJson)]
    [InlineData(Fault.OtherJson)]
    [InlineData(Fault.Echo)]
    internal async Task Whatever_the_API_fails_at_once_the_old_release_is_live_or_the_new_one(Fault fault)
    {
        var first = PagesBench.ReleaseOf(TestReleases.Pages(1));
        await _bench.PublishAsync(first);
        Github.Holding = _bench.Time.ReachLimits;
        for (var at = 0; ; at++)
        {
            var files = TestReleases.Pages(2, $"{at}");
            var release = PagesBench.ReleaseOf(files);
            var from = Github.Requests.Count;
            Github.Faults = (number, _) => number == from + at ? fault : Fault.None;

            List<Reply> replies = [await _bench.StageAsync(release)];
            if (replies[0] is Reply.Done)
            {
                replies.Add(await _bench.ShowAsync(release));
            }

            var isMet = Github.Requests.Count > from + at;
            Github.Faults = (_, _) => Fault.None;
            var said = string.Join('\n', replies);
            Assert.DoesNotContain(GitServer.Token, said, StringComparison.Ordinal);
            Assert.True(replies is [Reply.Done, Reply.Done] || fault is Fault.Echo or Fault.OtherJson, $"{fault} at {at}: {said}");
            await _bench.PublishAsync(release);
            Assert.Equal(_bench.Folder.Tip(), Github.Live);
            if (!isMet)
            {
                Assert.True(at >= 4, $"only {at} requests were met");
                return;
            }
        }
    }

    [Fact]
    public async Task A_repository_without_Pages_is_said_to_be_so()
    {
        Github.IsOn = false;

        Assert.Equal("pages.site-not-found", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(PagesBench.ReleaseOf(TestReleases.Pages(1))))).Code);
        Assert.Equal("pages.site-not-found", Assert.IsType<DeploysLook.Unseen>(await _bench.Deploys.LookAsync(CancellationToken.None)).Why.Code);

        Assert.Empty(_bench.Folder.Refs());
    }

    [Fact]
    public async Task A_rate_limit_that_GitHub_says_with_403_is_obeyed()
    {
        var before = _bench.Time.GetUtcNow();
        Github.Faults = (number, _) => number == 0 ? Fault.SlowDownUntilReset : Fault.None;

        await _bench.LookAsync();

        Assert.InRange((_bench.Time.GetUtcNow() - before).TotalSeconds, 28, 36);
    }

    [Fact]
    public async Task A_token_that_the_API_refuses_is_said_to_be_so()
    {
        using PagesBench bench = new(withApi: true, token: "ghp_wrong0123456789");

        var why = Assert.IsType<DeploysLook.Unseen>(await bench.Deploys.LookAsync(CancellationToken.None)).Why;

        Assert.Equal("pages.token-refused", why.Code);
        Assert.Contains("Bad credentials (401)", why.Message, StringComparison.Ordinal);
    }
}
