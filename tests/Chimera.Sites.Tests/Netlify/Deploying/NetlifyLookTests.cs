using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>What Netlify says of a site and its deploys.</summary>
public sealed class NetlifyLookTests : IDisposable
{
    private readonly NetlifyBench _bench = new();

    private NetlifyDouble Netlify => _bench.Netlify;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Deploys_are_found_on_every_page()
    {
        List<Release> releases = [];
        for (var version = 0; version < 7; version++)
        {
            releases.Add(TestReleases.Of(TestReleases.Pages(1, $"version {version}")));
            await _bench.PublishAsync(releases[^1]);
        }

        Netlify.Store.MostPerPage = 2;
        Netlify.Deploys.Insert(3, new DoubleDeploy
        {
            Id = "0123abcd", Title = "by hand", Files = [], Draft = false, CreatedAt = DateTimeOffset.UnixEpoch, State = "ready",
        });

        var seen = Assert.IsType<DeploysLook.Seen>(await _bench.Deploys.LookAsync(CancellationToken.None));

        Assert.Equal(releases[^1].Generation, seen.Live!.Generation);
        Assert.Equal(new Uri("https://example.netlify.app"), seen.Address);
        Assert.Equal(releases.Select(release => release.Generation).Reverse(), seen.Available.Where(deploy => deploy.Generation is not null).Select(deploy => deploy.Generation!.Value));
        Assert.Equal("0123abcd", seen.Available.Single(deploy => deploy.Generation is null).Id);
        Assert.Equal($"https://{seen.Live.Id}--example.netlify.app/", seen.Live.Address!.AbsoluteUri);
        Assert.IsType<Reply.Done>(await _bench.ShowAsync(releases[0]));
        Assert.Equal(Netlify.Deploys[^1].Id, Netlify.Published);
    }

    [Fact]
    public async Task A_site_on_which_nothing_was_published_is_seen_so()
    {
        var seen = Assert.IsType<DeploysLook.Seen>(await _bench.Deploys.LookAsync(CancellationToken.None));

        Assert.Null(seen.Live);
        Assert.Empty(seen.Available);
    }

    [Fact]
    public async Task What_is_live_is_available_though_it_is_older_than_all_that_are_listed()
    {
        var release = TestReleases.Of(TestReleases.Pages(1));
        await _bench.PublishAsync(release);
        Netlify.Store.MostPerPage = 1;
        for (var other = 0; other < 20; other++)
        {
            Netlify.Deploys.Insert(0, new DoubleDeploy
            {
                Id = $"other{other}", Title = null, Files = [], Draft = true, CreatedAt = DateTimeOffset.UnixEpoch, State = "ready",
            });
        }

        Netlify.Requests.Clear();

        var seen = Assert.IsType<DeploysLook.Seen>(await _bench.Deploys.LookAsync(CancellationToken.None));

        Assert.Equal(5, Netlify.Count(NetlifyBench.List));
        Assert.Equal(release.Generation, seen.Available[^1].Generation);
    }

    [Fact]
    public async Task Who_asks_only_what_is_live_costs_one_request()
    {
        var release = TestReleases.Of(TestReleases.Pages(1));
        await _bench.PublishAsync(release);
        Netlify.Requests.Clear();

        var seen = Assert.IsType<DeploysLook.Seen>(await _bench.Deploys.LiveAsync(CancellationToken.None));

        Assert.Equal(release.Generation, seen.Live!.Generation);
        Assert.Equal([NetlifyBench.Site], Netlify.Requests);
    }
}
