using Chimera.Engine.Execution;
using Chimera.Sites.GithubPages.Deploying;
using Chimera.Sites.Publishing;
using Chimera.Sites.Tests.Publishing;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>What goes wrong between Chimera and a repository: the branch leads to the old release or the new one, and nothing is said that holds the token.</summary>
public sealed class PagesFaultTests
{
    private const int MostRequests = 40;

    [Theory]
    [InlineData(Fault.SlowDown)]
    [InlineData(Fault.Error500)]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutInMiddle)]
    [InlineData(Fault.CutAnswer)]
    [InlineData(Fault.Echo)]
    internal async Task Whatever_fails_once_the_branch_leads_to_the_old_release_or_the_new_one(Fault fault)
    {
        using PagesBench bench = new(byHttp: true);
        var server = bench.Server!;
        var files = TestReleases.Pages(3);
        await bench.PublishAsync(PagesBench.ReleaseOf(files));
        for (var at = 0; at < MostRequests; at++)
        {
            var old = bench.Folder.Tip();
            files["page1.html"] = $"<p>changed {at}";
            var release = PagesBench.ReleaseOf(files);
            var first = server.Requests.Count;
            server.Faults = (number, _) => number == first + at ? fault : Fault.None;

            List<Reply> replies = [await bench.StageAsync(release)];
            Assert.Equal(old, bench.Folder.Tip());
            if (replies[0] is Reply.Done)
            {
                replies.Add(await bench.ShowAsync(release));
            }

            var said = string.Join('\n', replies.Select(reply => reply.ToString()).Concat(bench.Told));
            AssertNoToken(said);
            if (server.Requests.Count <= first + at)
            {
                Assert.True(at >= 6, $"only {at} requests were met");
                return;
            }

            Assert.True(replies is [Reply.Done, Reply.Done] || fault == Fault.Echo, $"{fault} at {at}: {said}");
            await bench.PublishAsync(release);
            Assert.Equal($"<p>changed {at}", bench.Folder.Text(bench.Folder.Tip(), "page1.html"));
            Assert.Equal(old, bench.Folder.In("rev-parse", "gh-pages^").Trim());
        }

        Assert.Fail("it never ends");
    }

    [Theory]
    [InlineData(Fault.Error503)]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutAnswer)]
    internal async Task What_fails_for_good_ends_and_leaves_the_old_release(Fault fault)
    {
        using PagesBench bench = new(byHttp: true);
        await bench.PublishAsync(PagesBench.ReleaseOf(TestReleases.Pages(1)));
        var old = bench.Folder.Tip();
        var next = PagesBench.ReleaseOf(TestReleases.Pages(2));
        bench.Server!.Faults = (_, _) => fault;

        Assert.Equal("pages.unreachable", PagesBench.WhyOf(Assert.IsType<Reply.Unreachable>(await bench.StageAsync(next))).Code);
        Assert.Equal("pages.unreachable", PagesBench.WhyOf(Assert.IsType<Reply.Unreachable>(await bench.ShowAsync(next))).Code);
        Assert.IsType<DeploysLook.Unseen>(await bench.Deploys.LookAsync(CancellationToken.None));

        Assert.Equal(old, bench.Folder.Tip());
    }

    [Fact]
    public async Task When_nobody_knows_whether_the_branch_was_moved_contact_is_said_to_be_lost()
    {
        using PagesBench bench = new(byHttp: true);
        var release = PagesBench.ReleaseOf(TestReleases.Pages(1));
        Assert.IsType<Reply.Done>(await bench.StageAsync(release));
        var pushed = false;
        bench.Server!.Faults = (_, operation) => (pushed |= operation == "POST git-receive-pack") ? Fault.CutAnswer : Fault.None;

        Assert.Equal("pages.unreachable", PagesBench.WhyOf(Assert.IsType<Reply.Lost>(await bench.ShowAsync(release))).Code);

        bench.Server.Faults = (_, _) => Fault.None;
        Assert.IsType<Reply.Done>(await bench.ShowAsync(release));
        Assert.Equal(release.Generation, (await bench.LookAsync()).Live!.Generation);
    }

    [Fact]
    public async Task Who_pushes_between_the_look_and_the_move_is_not_pushed_over()
    {
        using PagesBench bench = new(byHttp: true);
        await bench.PublishAsync(PagesBench.ReleaseOf(TestReleases.Pages(1)));
        var next = PagesBench.ReleaseOf(TestReleases.Pages(2));
        Assert.IsType<Reply.Done>(await bench.StageAsync(next));
        var theirs = "";
        bench.Server!.Before = operation => theirs = operation.Contains("service=git-receive-pack", StringComparison.Ordinal) ? bench.Folder.PushByHand() : theirs;

        Assert.Equal("pages.branch-moved", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await bench.ShowAsync(next))).Code);

        Assert.Equal(theirs, bench.Folder.Tip());
    }

    [Fact]
    public async Task Who_pushes_while_the_branch_is_moved_is_not_pushed_over()
    {
        using PagesBench bench = new(byHttp: true);
        await bench.PublishAsync(PagesBench.ReleaseOf(TestReleases.Pages(1)));
        var next = PagesBench.ReleaseOf(TestReleases.Pages(2));
        Assert.IsType<Reply.Done>(await bench.StageAsync(next));
        var theirs = "";
        bench.Server!.Before = operation => theirs = operation == "POST git-receive-pack" ? bench.Folder.PushByHand() : theirs;

        Assert.Equal("pages.branch-moved", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await bench.ShowAsync(next))).Code);

        Assert.Equal(theirs, bench.Folder.Tip());
    }

    [Fact]
    public async Task A_push_that_is_told_of_refs_from_before_does_not_count_as_done()
    {
        using PagesBench bench = new(byHttp: true);
        var old = PagesBench.ReleaseOf(TestReleases.Pages(1));
        await bench.PublishAsync(old);
        var tip = bench.Folder.Tip();
        Stale stale = new(bench.Server!, "service=git-receive-pack");
        await bench.PublishAsync(PagesBench.ReleaseOf(TestReleases.Pages(2)));

        // As the push was told when it found the old release there.
        stale.Begin(most: 2);
        Assert.IsType<Reply.Done>(await bench.ShowAsync(old));

        Assert.Equal((tip, 0), (bench.Folder.Tip(), stale.Left));
    }

    [Fact]
    public async Task A_look_that_is_answered_from_before_does_not_count_as_done()
    {
        using PagesBench bench = new(byHttp: true);
        var old = PagesBench.ReleaseOf(TestReleases.Pages(1));
        await bench.PublishAsync(old);
        var tip = bench.Folder.Tip();
        var next = PagesBench.ReleaseOf(TestReleases.Pages(2));
        Assert.IsType<Reply.Done>(await bench.StageAsync(next));
        Stale stale = new(bench.Server!, "POST git-upload-pack");
        await bench.LookAsync();
        Assert.IsType<Reply.Done>(await bench.ShowAsync(next));

        stale.Begin(most: 2);
        Assert.IsType<Reply.Done>(await bench.ShowAsync(old));

        Assert.Equal((tip, 0), (bench.Folder.Tip(), stale.Left));
    }

    [Fact]
    public async Task Whom_a_push_by_refs_from_before_does_not_see_is_not_pushed_over()
    {
        using PagesBench bench = new(byHttp: true);
        var old = PagesBench.ReleaseOf(TestReleases.Pages(1));
        await bench.PublishAsync(old);
        Stale stale = new(bench.Server!, "service=git-receive-pack");
        await bench.PublishAsync(PagesBench.ReleaseOf(TestReleases.Pages(2)));
        var theirs = "";
        stale.Begin(most: 1);
        bench.Server!.Before = operation => theirs = operation.Contains("service=git-receive-pack", StringComparison.Ordinal) ? bench.Folder.PushByHand() : theirs;

        // The remote leads where somebody else pushed; git was told that it leads to the old release already.
        Assert.Equal("pages.branch-moved", PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await bench.ShowAsync(old))).Code);

        Assert.Equal(theirs, bench.Folder.Tip());
    }

    [Fact]
    public async Task A_remote_that_never_agrees_with_itself_is_said_to_be_lost()
    {
        using PagesBench bench = new(byHttp: true);
        var old = PagesBench.ReleaseOf(TestReleases.Pages(1));
        await bench.PublishAsync(old);
        Stale stale = new(bench.Server!, "POST git-upload-pack");
        await bench.LookAsync();
        await bench.PublishAsync(PagesBench.ReleaseOf(TestReleases.Pages(2)));

        stale.Begin(most: 1000);

        Assert.Equal("pages.not-live", PagesBench.WhyOf(Assert.IsType<Reply.Lost>(await bench.ShowAsync(old))).Code);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_not_waited_for_for_ever()
    {
        using PagesBench bench = new(byHttp: true);
        bench.Server!.Faults = (_, _) => Fault.Hold;
        bench.Server.Holding = bench.Time.ReachLimits;

        Assert.Contains("took longer than", PagesBench.WhyOf(Assert.IsType<Reply.Unreachable>(await bench.StageAsync(PagesBench.ReleaseOf(TestReleases.Pages(1))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_up_is_obeyed_at_once()
    {
        using PagesBench bench = new(byHttp: true);
        using CancellationTokenSource stop = new();
        bench.Server!.Faults = (_, operation) => operation == "POST git-receive-pack" ? Fault.Hold : Fault.None;
        var staging = bench.Deploys.StageAsync(PagesBench.ReleaseOf(TestReleases.Pages(3)), bench, stop.Token);
        await bench.Server.Held.Task;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => staging);
        Assert.Empty(bench.Folder.Refs());
    }

    [Fact]
    public async Task A_token_that_is_refused_is_said_to_be_so_and_shown_to_nobody()
    {
        using PagesBench bench = new(byHttp: true, token: "ghp_wrong0123456789");

        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await bench.StageAsync(PagesBench.ReleaseOf(TestReleases.Pages(1)))));

        Assert.Equal("pages.token-refused", why.Code);
        Assert.DoesNotContain("ghp_wrong", why.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_in_no_argument_and_in_no_file()
    {
        using PagesBench bench = new(byHttp: true);
        List<string> lines = [];
        // Each request is made by a git that is still running.
        bench.Server!.Before = _ => lines.AddRange(Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out var _))
            .Select(folder => Read(Path.Combine(folder, "cmdline"))).Where(line => line.Contains("git", StringComparison.Ordinal)));

        await bench.PublishAsync(PagesBench.ReleaseOf(TestReleases.Pages(1)));

        Assert.Contains(lines, line => line.Contains("push", StringComparison.Ordinal));
        Assert.All(lines, AssertNoToken);
        Assert.All(Directory.EnumerateFiles(bench.Folder.Cache, "*", SearchOption.AllDirectories).Select(File.ReadAllText), AssertNoToken);
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // It has ended.
        }
    }

    private static void AssertNoToken(string text)
    {
        Assert.DoesNotContain(GitServer.Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"x-access-token:{GitServer.Token}")), text, StringComparison.Ordinal);
    }

    /// <summary>Answers a question as it was answered the first time after this was made.</summary>
    private sealed class Stale
    {
        private RawAnswer? _first;

        public Stale(GitServer server, string question)
        {
            server.Between = async (request, answer) =>
            {
                if (!$"{request.Method} {request.Target["/site.git/".Length..]}".Contains(question, StringComparison.Ordinal))
                {
                    return await answer(request);
                }

                var now = await answer(request);
                _first ??= now;
                var isStale = Left > 0;
                Left -= Left > 0 ? 1 : 0;
                return isStale ? _first : now;
            };
        }

        public int Left { get; private set; }

        public void Begin(int most) => Left = most;
    }
}
