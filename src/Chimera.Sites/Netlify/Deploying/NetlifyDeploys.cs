using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
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

    public async Task<DeploysLook> LookAsync(CancellationToken cancel)
    {
        switch (await _client.OpenAsync(cancel))
        {
            case ApiOpening.Closed closed:
                return new DeploysLook.Unseen(closed.Why);
            case ApiOpening.Opened opened:
                NetlifyApi api = new(opened.Session, _site);
                var site = await api.SiteAsync(cancel);
                var deploys = site.Value is null ? default : await api.DeploysAsync(deploy => deploy.IsReady, enough: false, cancel);
                return deploys.Value is null
                    ? new DeploysLook.Unseen(WhyOf((site.Trouble ?? deploys.Trouble)!))
                    : Seen(site.Value!, deploys.Value);
            default:
                throw new InvalidOperationException("an opening is one of two");
        }
    }

    public async Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(release);
        var manifest = NetlifyManifest.Of(release, cancel);
        return manifest.Value is null
            ? manifest.Trouble!
            : await WithAsync(api =>
                new Staging(api, manifest.Value, release.Generation, progress, _time, _chance).RunAsync(cancel), cancel);
    }

    public Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel) =>
        WithAsync(api => new Showing(api, generation, _time).RunAsync(cancel), cancel);

    public void Dispose() => _client.Dispose();

    private async Task<Reply> WithAsync(Func<NetlifyApi, Task<Reply>> act, CancellationToken cancel) =>
        await _client.OpenAsync(cancel) switch
    {
        ApiOpening.Opened opened => await act(new NetlifyApi(opened.Session, _site)),
        ApiOpening.Closed closed => new Reply.Refused(closed.Why),
        _ => throw new InvalidOperationException("an opening is one of two"),
    };

    private static DeploysLook.Seen Seen(SiteState site, IReadOnlyList<NetlifyDeploy> deploys)
    {
        // What is live may be older than all that are listed.
        var all = site.Published is { } live && deploys.All(deploy => deploy.Id != live.Id) ? deploys.Append(live) : deploys;
        return new DeploysLook.Seen(site.Published?.AsSiteDeploy(), [.. all.Select(deploy => deploy.AsSiteDeploy())], site.Address);
    }

    private static Finding WhyOf(Reply trouble) => trouble switch
    {
        Reply.Refused refused => refused.Why,
        Reply.Unreachable unreachable => unreachable.Why,
        _ => throw new InvalidOperationException("a look is refused, or does not get through"),
    };
}
