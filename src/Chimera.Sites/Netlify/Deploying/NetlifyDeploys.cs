using System.Collections.Concurrent;
using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>The deploys of one site at Netlify, by file digests: a draft is filled with what Netlify lacks, and published by restoring
/// it.</summary>
public sealed class NetlifyDeploys : IDeploys, IDisposable
{
    private readonly NetlifySite _site;
    private readonly ApiClient _client;
    private readonly TimeProvider _time;
    private readonly IChance _chance;
    private readonly ConcurrentDictionary<GenerationId, NetlifyDeploy> _known = new();

    /// <exception cref="ArgumentException">The site's id is none, or its API is neither https nor on this machine.</exception>
    public NetlifyDeploys(NetlifySite site, IToken token, TimeProvider time, IChance chance)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (!site.IsValid)
        {
            throw new ArgumentException($"'{site.Id}' is no site's id or domain", nameof(site));
        }

        (_site, _time, _chance) = (site, time, chance);
        _client = new ApiClient(site.Api, token, time, chance);
    }

    public Task<DeploysLook> LookAsync(CancellationToken cancel) => _client.LookAsync(async session =>
    {
        NetlifyApi api = new(session, _site);
        var site = await api.SiteAsync(cancel);
        var deploys = site.Value is null ? default : await api.DeploysAsync(deploy => deploy.IsReady, enough: false, cancel);
        if (deploys.Value is null)
        {
            return (site.Trouble ?? deploys.Trouble)!;
        }

        // Newest first: the newest of a generation is the one that is kept.
        foreach (var deploy in deploys.Value.Reverse())
        {
            _known[deploy.AsSiteDeploy().State] = deploy;
        }

        return site.Value!.Look(deploys.Value);
    }, cancel);

    public Task<DeploysLook> LiveAsync(CancellationToken cancel) => _client.LookAsync(async session =>
    {
        var site = await new NetlifyApi(session, _site).SiteAsync(cancel);
        return site.Value is null ? site.Trouble! : site.Value.Look();
    }, cancel);

    public async Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(release);
        var manifest = NetlifyManifest.Of(release, cancel);
        return manifest.Value is null
            ? manifest.Trouble!
            : await WithAsync(api =>
                new Staging(api, manifest.Value, release, progress, _time, _chance, deploy => _known[release.Generation] = deploy)
                    .RunAsync(cancel), cancel);
    }

    public SiteDeploy? Staged(GenerationId generation) => _known.GetValueOrDefault(generation)?.AsSiteDeploy();

    public async Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel) =>
        (await ShowAsync(generation, showing => showing.RunAsync(cancel), cancel)).Reply;

    public Task<Shown> ShowAsync(GenerationId generation, DeploysLook.Seen now, CancellationToken cancel) =>
        ShowAsync(generation, showing => showing.RunAsync(now, cancel), cancel);

    public void Dispose() => _client.Dispose();

    private async Task<Shown> ShowAsync(GenerationId generation, Func<Showing, Task<Shown>> show, CancellationToken cancel)
    {
        DeploysLook.Seen? now = null;
        var reply = await WithAsync(
            async api =>
            {
                var shown = await show(new Showing(api, generation, _known.GetValueOrDefault(generation), _time));
                now = shown.Now;
                return shown.Reply;
            },
            cancel);
        return new Shown(reply, now);
    }

    private Task<Reply> WithAsync(Func<NetlifyApi, Task<Reply>> act, CancellationToken cancel) =>
        _client.DoAsync(session => act(new NetlifyApi(session, _site)), cancel);
}
