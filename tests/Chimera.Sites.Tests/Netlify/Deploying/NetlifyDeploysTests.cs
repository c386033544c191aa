using System.Text;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Netlify.Deploying;

public sealed class NetlifyDeploysTests : IDisposable
{
    private readonly NetlifyBench _bench = new();

    private NetlifyDouble Netlify => _bench.Netlify;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Of_five_thousand_files_only_the_ten_that_changed_are_sent()
    {
        var files = TestReleases.Pages(5000);
        foreach (var text in files.Values)
        {
            Netlify.Contents[NetlifyStore.Sha1(Encoding.UTF8.GetBytes(text))] = Encoding.UTF8.GetBytes(text);
        }

        await _bench.PublishAsync(TestReleases.Of(files));
        Netlify.Requests.Clear();
        var before = Netlify.Store.UploadedBytes;
        for (var page = 0; page < 10; page++)
        {
            files[$"page{page * 500}.html"] = $"<p>changed {page}";
        }

        Assert.IsType<Reply.Done>(await _bench.StageAsync(TestReleases.Of(files)));

        Assert.Equal(1, Netlify.Count(NetlifyBench.Post));
        Assert.Equal(10, Netlify.Count(NetlifyBench.Put));
        Assert.Equal(10 * "<p>changed 0".Length, Netlify.Store.UploadedBytes - before);
        Assert.InRange(Netlify.Requests.Count, 13, 20);
        Assert.Contains("sent 10 of 10 files", _bench.Told);
    }

    [Fact]
    public async Task What_is_staged_is_seen_by_no_visitor_until_it_is_shown()
    {
        var first = TestReleases.Of(TestReleases.Pages(3));
        var second = TestReleases.Of(TestReleases.Pages(3, "anew"));
        await _bench.PublishAsync(first);
        var live = Netlify.Published;

        Assert.IsType<Reply.Done>(await _bench.StageAsync(second));
        Assert.Equal(live, Netlify.Published);
        Assert.All(Netlify.Deploys, deploy => Assert.True(deploy.Draft));

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(second));
        Assert.Equal(Netlify.Deploys[0].Id, Netlify.Published);
    }

    [Fact]
    public async Task Going_back_sends_nothing()
    {
        var first = TestReleases.Of(TestReleases.Pages(3));
        await _bench.PublishAsync(first);
        var live = Netlify.Published;
        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(3, "anew")));
        Netlify.Requests.Clear();

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(first));

        Assert.Equal(live, Netlify.Published);
        Assert.Equal(0, Netlify.Count(NetlifyBench.Put) + Netlify.Count(NetlifyBench.Post));
    }

    [Fact]
    public async Task What_is_done_is_not_done_again()
    {
        var release = TestReleases.Of(TestReleases.Pages(3));
        await _bench.PublishAsync(release);
        Netlify.Requests.Clear();

        await _bench.PublishAsync(release);

        Assert.Equal([NetlifyBench.List, NetlifyBench.Get, NetlifyBench.Site], Netlify.Requests);
    }

    [Fact]
    public async Task An_upload_that_was_cut_is_taken_up_where_it_was()
    {
        var release = TestReleases.Of(TestReleases.Pages(30));
        var puts = 0;
        Netlify.Faults = (_, operation) => operation == NetlifyBench.Put && Interlocked.Increment(ref puts) > 12 ? Fault.CutInMiddle : Fault.None;
        Assert.Equal("netlify.unreachable", NetlifyBench.WhyOf(Assert.IsType<Reply.Unreachable>(await _bench.StageAsync(release))).Code);
        Assert.Equal(12, Netlify.Taken.Count);
        Netlify.Faults = (_, _) => Fault.None;

        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));

        Assert.Equal(31, Netlify.Taken.Count);
        Assert.All(Netlify.Taken, content => Assert.Equal(1, content.Value));
        Assert.Single(Netlify.Deploys);
    }

    [Fact]
    public async Task A_content_is_sent_once_also_when_it_has_many_addresses_and_the_list_of_what_lacks_is_old()
    {
        var files = TestReleases.Pages(4);
        files["copy.html"] = files["page0.html"];
        files["deep/copy with spaces & ümlauts+.html"] = files["page0.html"];
        Netlify.Store.StaleRequired = true;

        await _bench.PublishAsync(TestReleases.Of(files));

        Assert.Equal(5, Netlify.Taken.Count);
        Assert.All(Netlify.Taken, content => Assert.Equal(1, content.Value));
        Assert.Equal(7, Netlify.Deploys[0].Files.Count);
    }

    [Fact]
    public async Task Any_address_that_a_file_can_have_is_sent_as_it_is()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal) { ["a b/ü+%41&=;:@,!'()[].html"] = "odd", ["日本/語.html"] = "words", [".well-known/x"] = "dots" };

        await _bench.PublishAsync(TestReleases.Of(files));

        Assert.Equal(4, Netlify.Taken.Count);
        Assert.Equal(files.Keys.Select(path => "/" + path).Append("/netlify.toml").Order(StringComparer.Ordinal), Netlify.Deploys[0].Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Uploads_that_end_in_another_order_are_all_counted()
    {
        Netlify.OutOfOrder = true;

        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(6)));

        Assert.Equal(7, Netlify.Taken.Count);
    }

    [Fact]
    public async Task A_deploy_whose_creation_was_not_answered_is_found_instead_of_made_again()
    {
        Netlify.Faults = (number, operation) => operation == NetlifyBench.Post && number < 3 ? Fault.CutAnswer : Fault.None;

        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(3)));

        Assert.Single(Netlify.Deploys);
    }

    [Fact]
    public async Task What_was_staged_from_here_is_shown_without_being_looked_for()
    {
        var release = TestReleases.Of(TestReleases.Pages(2));
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        Netlify.Requests.Clear();

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(release));

        Assert.Equal(0, Netlify.Count(NetlifyBench.List));
        Assert.Equal(1, Netlify.Count(NetlifyBench.Restore));
        Assert.Equal(Netlify.Deploys[0].Id, Netlify.Published);
    }

    [Fact]
    public async Task What_Netlify_answers_when_it_publishes_need_not_be_asked_for()
    {
        Netlify.Store.PublishedAfter = 0;
        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(2)));
        var release = TestReleases.Of(TestReleases.Pages(2, "anew"));
        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));
        var now = Assert.IsType<DeploysLook.Seen>(await _bench.Deploys.LiveAsync(CancellationToken.None));
        Netlify.Requests.Clear();

        var shown = await _bench.Deploys.ShowAsync(release.Generation, now, CancellationToken.None);

        Assert.IsType<Reply.Done>(shown.Reply);
        Assert.Equal(release.Generation, shown.Now!.Live!.Generation);
        Assert.Equal(now.Address, shown.Now.Address);
        Assert.Equal([NetlifyBench.Restore], Netlify.Requests);
        Assert.Equal(shown.Now.Live.Id, Netlify.Published);
    }

    [Fact]
    public async Task An_answer_that_says_when_it_was_published_before_is_not_one()
    {
        var release = TestReleases.Of(TestReleases.Pages(2));
        await _bench.PublishAsync(release);
        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(2, "anew")));
        var now = Assert.IsType<DeploysLook.Seen>(await _bench.Deploys.LiveAsync(CancellationToken.None));
        Netlify.Requests.Clear();

        var shown = await _bench.Deploys.ShowAsync(release.Generation, now, CancellationToken.None);

        Assert.IsType<Reply.Done>(shown.Reply);
        Assert.Equal(3, Netlify.Count(NetlifyBench.Site));
        Assert.Equal(Netlify.Deploys[1].Id, Netlify.Published);
    }

    [Fact]
    public async Task What_nobody_can_have_brought_is_not_looked_for()
    {
        Assert.IsType<Reply.Done>(await _bench.StageAsync(TestReleases.Of(TestReleases.Pages(2)) with { IsNew = true }));

        Assert.Equal(0, Netlify.Count(NetlifyBench.List));
    }

    [Fact]
    public async Task What_was_looked_at_is_gone_back_to_without_a_list()
    {
        var first = TestReleases.Of(TestReleases.Pages(2));
        await _bench.PublishAsync(first);
        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(2, "anew")));
        using Chimera.Sites.Netlify.Deploying.NetlifyDeploys other = new(
            new Chimera.Sites.Netlify.Deploying.NetlifySite(NetlifyDouble.Site) { Api = Netlify.Api }, new GivenToken(NetlifyDouble.Token), _bench.Time, new SeededChance(1));
        Assert.IsType<DeploysLook.Seen>(await other.LookAsync(CancellationToken.None));
        Netlify.Requests.Clear();

        Assert.IsType<Reply.Done>(await other.ShowAsync(first.Generation, CancellationToken.None));

        Assert.Equal(0, Netlify.Count(NetlifyBench.List));
        Assert.Equal(Netlify.Deploys[1].Id, Netlify.Published);
    }

    [Fact]
    public async Task What_was_staged_from_here_and_deleted_by_somebody_is_looked_for()
    {
        var release = TestReleases.Of(TestReleases.Pages(2));
        await _bench.PublishAsync(release);
        var copy = Netlify.Deploys[0];
        Netlify.Deploys.Clear();
        Netlify.Deploys.Add(new DoubleDeploy
        {
            Id = "copy", Title = copy.Title, Files = copy.Files, Draft = true, CreatedAt = copy.CreatedAt, State = "ready",
        });

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(release));

        Assert.Equal("copy", Netlify.Published);
    }

    [Fact]
    public async Task Nothing_is_asked_or_answered_that_the_documentation_does_not_have()
    {
        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(120)));

        // The double notes every member, parameter and state that is not documented; the bench holds that there was none.
        Assert.Equal(NetlifyWire.Operations.Keys.Order(StringComparer.Ordinal), Netlify.Requests.Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(Netlify.Violations);
    }
}
