using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>What is refused, by Netlify or before it is asked, and in which words.</summary>
public sealed class NetlifyRefusalTests : IDisposable
{
    private readonly NetlifyBench _bench = new();

    private NetlifyDouble Netlify => _bench.Netlify;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_deploy_that_fails_at_Netlify_is_refused_in_its_words_and_made_anew_the_next_time()
    {
        var release = TestReleases.Of(TestReleases.Pages(3));
        Netlify.Store.FailWith = "Deploy directory\n is cursed";

        var why = NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release)));
        Assert.Equal("netlify.deploy-failed", why.Code);
        Assert.Contains("Deploy directory  is cursed", why.Message, StringComparison.Ordinal);
        Netlify.Store.FailWith = null;

        await _bench.PublishAsync(release);
        Assert.Equal(2, Netlify.Deploys.Count);
        Assert.All(Netlify.Taken, content => Assert.Equal(1, content.Value));
    }

    [Fact]
    public async Task A_file_that_changed_since_the_release_was_made_is_not_sent()
    {
        var files = TestReleases.Pages(3);
        var release = TestReleases.Of(files);
        files["page1.html"] = "<p>another";

        var why = NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release)));

        Assert.Equal("netlify.file-changed", why.Code);
        Assert.Contains("/page1.html", why.Message, StringComparison.Ordinal);
        Assert.Empty(Netlify.Requests);
    }

    [Fact]
    public async Task A_file_that_changes_while_others_are_sent_is_not_sent()
    {
        var files = TestReleases.Pages(3);
        var release = TestReleases.Of(files);
        Netlify.Faults = (_, operation) =>
        {
            if (operation == NetlifyBench.Post)
            {
                files.Remove("page1.html");
            }

            return Fault.None;
        };

        Assert.Equal("netlify.file-changed", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release))).Code);

        Assert.Equal("netlify.not-staged", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(release))).Code);
        Assert.Null(Netlify.Published);
    }

    [Fact]
    public async Task A_site_that_somebody_locked_stays_as_it_is()
    {
        var first = TestReleases.Of(TestReleases.Pages(1));
        await _bench.PublishAsync(first);
        Netlify.Deploys[0].Locked = true;
        var second = TestReleases.Of(TestReleases.Pages(1, "anew"));
        Assert.IsType<Reply.Done>(await _bench.StageAsync(second));

        Assert.Equal("netlify.locked", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(second))).Code);

        Assert.Equal(0, Netlify.History.Count - 1);
    }

    [Fact]
    public async Task A_deploy_of_the_same_title_with_other_files_is_not_filled()
    {
        var release = TestReleases.Of(TestReleases.Pages(1));
        Netlify.Deploys.Add(new DoubleDeploy
        {
            Id = "0123abcd", Title = $"chimera {release.Generation}", Files = new(StringComparer.Ordinal) { ["/x"] = new string('0', 40) }, Draft = true,
            CreatedAt = DateTimeOffset.UnixEpoch, State = "uploading",
        });

        Assert.Equal("netlify.asks-for-more", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release))).Code);

        Assert.Empty(Netlify.Taken);
    }

    [Fact]
    public async Task A_token_that_Netlify_does_not_know_is_said_to_be_so()
    {
        using NetlifyBench bench = new(token: "nfp_wrong0123456789");

        var why = NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await bench.StageAsync(TestReleases.Of(TestReleases.Pages(1)))));

        Assert.Equal("netlify.token-refused", why.Code);
        Assert.Contains("Access Denied (401)", why.Message, StringComparison.Ordinal);
        Assert.Equal("netlify.token-refused", Assert.IsType<DeploysLook.Unseen>(await bench.Deploys.LookAsync(CancellationToken.None)).Why.Code);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked()
    {
        using NetlifyBench bench = new(token: "");

        Assert.Equal("token.malformed", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await bench.StageAsync(TestReleases.Of(TestReleases.Pages(1))))).Code);

        Assert.Empty(bench.Netlify.Requests);
    }

    [Fact]
    public async Task A_site_that_does_not_exist_is_named()
    {
        using NetlifyBench bench = new(site: "no-such-site.netlify.app");
        var release = TestReleases.Of(TestReleases.Pages(1));

        foreach (var why in new[] { NetlifyBench.WhyOf(await bench.StageAsync(release)), NetlifyBench.WhyOf(await bench.ShowAsync(release)) })
        {
            Assert.Equal("netlify.site-not-found", why.Code);
            Assert.Contains("no-such-site.netlify.app", why.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("../accounts")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("")]
    public void What_is_no_sites_id_leads_nowhere(string id) =>
        Assert.Throws<ArgumentException>(() => new Chimera.Sites.Netlify.Deploying.NetlifyDeploys(
            new Chimera.Sites.Netlify.Deploying.NetlifySite(id), new EnvironmentToken("UNUSED"), TimeProvider.System, new SystemChance()));

    [Fact]
    public void A_token_is_sent_nowhere_in_the_clear() =>
        Assert.Throws<ArgumentException>(() => new Chimera.Sites.Netlify.Deploying.NetlifyDeploys(
            new Chimera.Sites.Netlify.Deploying.NetlifySite("a") { Api = new Uri("http://api.example/") }, new EnvironmentToken("UNUSED"), TimeProvider.System, new SystemChance()));

    [Theory]
    [InlineData("a#b.html", "netlify.file-name")]
    [InlineData("a?b.html", "netlify.file-name")]
    [InlineData("netlify/functions/hello.js", "netlify.has-functions")]
    public async Task What_cannot_be_sent_by_digests_is_refused_before_anything_is(string path, string code)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal) { ["index.html"] = "<p>home", [path] = "x" };

        Assert.Equal(code, NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(TestReleases.Of(files)))).Code);

        Assert.Empty(Netlify.Requests);
    }
}
