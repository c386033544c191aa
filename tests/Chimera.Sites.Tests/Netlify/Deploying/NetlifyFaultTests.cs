using Chimera.Engine.Execution;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>What goes wrong between Chimera and Netlify: visitors have the old release or the new one, and nothing is ever said that holds the token.</summary>
public sealed class NetlifyFaultTests
{
    // A whole deploy of a small site asks fewer times than this.
    private const int MostRequests = 40;

    [Theory]
    [InlineData(Fault.SlowDown)]
    [InlineData(Fault.SlowDownUntilReset)]
    [InlineData(Fault.Error500)]
    [InlineData(Fault.Error502)]
    [InlineData(Fault.Error503)]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutInMiddle)]
    [InlineData(Fault.CutAnswer)]
    [InlineData(Fault.HalfJson)]
    [InlineData(Fault.OtherJson)]
    [InlineData(Fault.Hold)]
    [InlineData(Fault.Echo)]
    internal async Task Whatever_fails_once_the_old_release_is_live_or_the_new_one(Fault fault)
    {
        var met = 0;
        for (var at = 0; at < MostRequests; at++)
        {
            using NetlifyBench bench = new();
            var files = TestReleases.Pages(3);
            await bench.PublishAsync(TestReleases.Of(files));
            var old = bench.Netlify.Published;
            files["page1.html"] = "<p>changed";
            files["page2.html"] = "<p>changed, too";
            var release = TestReleases.Of(files);
            var first = bench.Netlify.Requests.Count;
            bench.Netlify.Faults = (number, _) => number == first + at ? fault : Fault.None;
            var limits = bench.Netlify.Held.Task.ContinueWith(_ => bench.Time.ReachLimits(), TaskScheduler.Default);

            List<Reply> replies = [await bench.StageAsync(release)];
            Assert.Equal(old, bench.Netlify.Published);
            if (replies[0] is Reply.Done)
            {
                replies.Add(await bench.ShowAsync(release));
            }

            var said = string.Join('\n', replies.Select(reply => reply.ToString()).Concat(bench.Told));
            Assert.DoesNotContain(NetlifyDouble.Token, said, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', said);
            if (bench.Netlify.Requests.Count <= first + at)
            {
                Assert.True(met >= 12, $"only {met} requests were met");
                return;
            }

            met++;
            // One failure is lived with, unless Netlify said no or something that nobody can know.
            Assert.True(replies is [Reply.Done, Reply.Done] || fault is Fault.Echo or Fault.OtherJson, $"{fault} at {at}: {said}");
            await bench.PublishAsync(release);
            Assert.Equal(bench.Netlify.Deploys[0].Id, bench.Netlify.Published);
            Assert.All(bench.Netlify.History, published => Assert.Contains(published, new[] { old, bench.Netlify.Published }));
            Assert.Equal(2, bench.Netlify.Deploys.Count);
            bench.Netlify.Held.TrySetResult();
            await limits;
        }

        Assert.Fail("it never ends");
    }

    [Theory]
    [InlineData(Fault.Error500)]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutAnswer)]
    [InlineData(Fault.SlowDown)]
    [InlineData(Fault.HalfJson)]
    internal async Task What_fails_for_good_ends_and_leaves_the_old_release(Fault fault)
    {
        using NetlifyBench bench = new();
        var old = TestReleases.Of(TestReleases.Pages(3));
        var next = TestReleases.Of(TestReleases.Pages(3, "anew"));
        await bench.PublishAsync(old);
        var live = bench.Netlify.Published;
        bench.Netlify.Faults = (_, _) => fault;

        Assert.Equal("netlify.unreachable", NetlifyBench.WhyOf(Assert.IsType<Reply.Unreachable>(await bench.StageAsync(next))).Code);
        Assert.Equal("netlify.unreachable", NetlifyBench.WhyOf(Assert.IsType<Reply.Unreachable>(await bench.ShowAsync(next))).Code);

        Assert.Equal(live, bench.Netlify.Published);
    }

    [Theory]
    [InlineData(Fault.Error500)]
    [InlineData(Fault.CutAnswer)]
    internal async Task When_nobody_knows_whether_it_was_shown_contact_is_said_to_be_lost(Fault fault)
    {
        using NetlifyBench bench = new();
        var release = TestReleases.Of(TestReleases.Pages(3));
        Assert.IsType<Reply.Done>(await bench.StageAsync(release));
        var restored = false;
        bench.Netlify.Faults = (_, operation) => (restored |= operation == NetlifyBench.Restore) ? fault : Fault.None;

        Assert.Equal("netlify.unreachable", NetlifyBench.WhyOf(Assert.IsType<Reply.Lost>(await bench.ShowAsync(release))).Code);

        bench.Netlify.Faults = (_, _) => Fault.None;
        Assert.IsType<Reply.Done>(await bench.ShowAsync(release));
        Assert.Equal(bench.Netlify.Deploys[0].Id, bench.Netlify.Published);
    }

    [Fact]
    public async Task Who_says_slow_down_is_obeyed()
    {
        using NetlifyBench bench = new();
        var before = bench.Time.GetUtcNow();
        bench.Netlify.Faults = (number, _) => number == 0 ? Fault.SlowDown : Fault.None;
        await bench.Deploys.LookAsync(CancellationToken.None);
        Assert.InRange((bench.Time.GetUtcNow() - before).TotalSeconds, 7, 12);

        before = bench.Time.GetUtcNow();
        var from = bench.Netlify.Requests.Count;
        bench.Netlify.Faults = (number, _) => number == from ? Fault.SlowDownUntilReset : Fault.None;
        await bench.Deploys.LookAsync(CancellationToken.None);
        Assert.InRange((bench.Time.GetUtcNow() - before).TotalSeconds, 28, 36);
    }

    [Fact]
    public async Task Who_asks_for_an_hour_is_not_waited_for_and_not_asked_again()
    {
        using NetlifyBench bench = new();
        bench.Netlify.Faults = (_, _) => Fault.SlowDownForLong;
        var release = TestReleases.Of(TestReleases.Pages(1));

        var why = NetlifyBench.WhyOf(Assert.IsType<Reply.Unreachable>(await bench.StageAsync(release)));
        Assert.IsType<Reply.Unreachable>(await bench.ShowAsync(release));

        Assert.Contains("takes no more requests before 20", why.Message, StringComparison.Ordinal);
        Assert.Single(bench.Netlify.Requests);
        Assert.True(bench.Time.Waited < TimeSpan.FromMinutes(1), $"{bench.Time.Waited} were waited");
    }

    [Fact]
    public async Task When_no_request_is_left_the_next_one_waits_without_being_told_twice()
    {
        using NetlifyBench bench = new();
        bench.Netlify.Remaining = 0;
        var before = bench.Time.GetUtcNow();

        Assert.IsType<Chimera.Sites.Publishing.DeploysLook.Seen>(await bench.Deploys.LookAsync(CancellationToken.None));

        // The site, and then the list of deploys.
        Assert.Equal(2, bench.Netlify.Requests.Count);
        Assert.InRange((bench.Time.GetUtcNow() - before).TotalSeconds, 28, 36);
    }

    [Fact]
    public async Task A_token_that_comes_back_in_an_answer_is_shown_to_nobody()
    {
        using NetlifyBench bench = new();
        bench.Netlify.Faults = (_, _) => Fault.Echo;

        var why = NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await bench.StageAsync(TestReleases.Of(TestReleases.Pages(1)))));

        Assert.Equal("netlify.refused", why.Code);
        Assert.Contains("cannot read Bearer (token)", why.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(NetlifyDouble.Token, why.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_up_is_obeyed_at_once_and_nothing_is_shown()
    {
        using NetlifyBench bench = new();
        using CancellationTokenSource stop = new();
        bench.Netlify.Faults = (_, operation) => operation == NetlifyBench.Put ? Fault.Hold : Fault.None;
        var staging = bench.Deploys.StageAsync(TestReleases.Of(TestReleases.Pages(3)), bench, stop.Token);
        await bench.Netlify.Held.Task;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => staging);
        Assert.Null(bench.Netlify.Published);
    }
}
