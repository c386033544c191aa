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
    private readonly ConcurrentDictionary<GenerationId, string> _staged = new();

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
        return deploys.Value is null ? (site.Trouble ?? deploys.Trouble)! : Seen(site.Value!, deploys.Value);
    }, cancel);

    public Task<DeploysLook> LiveAsync(CancellationToken cancel) => _client.LookAsync(async session =>
    {
        var site = await new NetlifyApi(session, _site).SiteAsync(cancel);
        return site.Value is null ? site.Trouble! : Seen(site.Value, []);
    }, cancel);

    public async Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(release);
        var manifest = NetlifyManifest.Of(release, cancel);
        return manifest.Value is null
            ? manifest.Trouble!
            : await WithAsync(api =>
                new Staging(api, manifest.Value, release.Generation, progress, _time, _chance, id => _staged[release.Generation] = id)
                    .RunAsync(cancel), cancel);
    }

    public Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel) =>
        WithAsync(api => new Showing(api, generation, _staged.GetValueOrDefault(generation), _time).RunAsync(cancel), cancel);

    public void Dispose() => _client.Dispose();

    private Task<Reply> WithAsync(Func<NetlifyApi, Task<Reply>> act, CancellationToken cancel) =>
        _client.DoAsync(session => act(new NetlifyApi(session, _site)), cancel);

    private static DeploysLook.Seen Seen(SiteState site, IReadOnlyList<NetlifyDeploy> deploys)
    {
        // What is live may be older than all that are listed.
        var all = site.Published is { } live && deploys.All(deploy => deploy.Id != live.Id) ? deploys.Append(live) : deploys;
        return new DeploysLook.Seen(site.Published?.AsSiteDeploy(), [.. all.Select(deploy => deploy.AsSiteDeploy())], site.Address);
    }
}
