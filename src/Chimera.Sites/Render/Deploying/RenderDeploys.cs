using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Render.Deploying;

/// <summary>The deploys of one static site at Render, which builds commits by itself. Nothing can be hidden there: staging proves that
/// all is in place, showing builds.</summary>
public sealed class RenderDeploys : IDeploys, IDisposable
{
    private readonly RenderService _service;
    private readonly ICommits _commits;
    private readonly ApiClient _client;
    private readonly ApiClient? _hook;
    private readonly RenderBlueprint? _blueprint;
    private readonly TimeProvider _time;
    private readonly IChance _chance;

    /// <param name="token">The API key. One that may only read is enough beside a hook.</param>
    /// <param name="hook">What starts deploys; null where the API key may.</param>
    /// <param name="blueprint">Where headers and routes come from; null where that is not asked.</param>
    /// <exception cref="ArgumentException">The service's id is none, or its API is neither https nor on this machine.</exception>
    public RenderDeploys(
        RenderService service, ICommits commits, IToken token, TimeProvider time, IChance chance, RenderHook? hook = null, RenderBlueprint? blueprint = null)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (!RenderService.IsId(service.Id))
        {
            throw new ArgumentException($"'{service.Id}' is no service's id", nameof(service));
        }

        (_service, _commits, _time, _chance, _blueprint) = (service, commits, time, chance, blueprint);
        _client = new ApiClient(service.Api, token, time, chance);
        _hook = hook is null ? null : new ApiClient(service.Api, hook.Of(service), time, chance);
    }

    public Task<DeploysLook> LookAsync(CancellationToken cancel) => _client.LookAsync(async session =>
    {
        RenderApi api = new(session, _service);
        var service = await api.ServiceAsync(cancel);
        var deploys = service.Value is null ? default : await api.DeploysAsync(cancel);
        return deploys.Value is { } seen
            ? new DeploysLook.Seen(
                seen.FirstOrDefault(deploy => deploy.IsLive) is { } live ? AsSiteDeploy(live) : null,
                [.. seen.Where(deploy => deploy.IsLive || deploy.WasLive).Select(AsSiteDeploy)], service.Value!.Address)
            : (service.Trouble ?? deploys.Trouble)!;
    }, cancel);

    public async Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(release);
        return await WithAsync(
            release.Generation,
            async (api, _, commit) =>
            {
                var service = await api.ServiceAsync(cancel);
                return service.Value is null ? service.Trouble!
                    : _blueprint is null ? new Reply.Done()
                    : await new RenderSyncing(api, _blueprint, _service, commit, progress, _time).RunAsync(service.Value, cancel);
            },
            cancel);
    }

    public Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel) => WithAsync(
        generation,
        (api, hook, commit) => new RenderShowing(api, new RenderStarting(api, hook), commit, _time, _chance).RunAsync(cancel), cancel);

    public void Dispose()
    {
        _client.Dispose();
        _hook?.Dispose();
    }

    private async Task<Reply> WithAsync(
        GenerationId generation, Func<RenderApi, ApiSession?, string, Task<Reply>> act, CancellationToken cancel)
    {
        return await _client.DoAsync(async session =>
        {
            RenderApi api = new(session, _service);
            var commit = await CommitAsync(api, generation, cancel);
            return commit.Value is null ? commit.Trouble!
                : _hook is null ? await act(api, null, commit.Value)
                : await _hook.DoAsync(hook => act(api, hook, commit.Value), cancel);
        }, cancel);
    }

    private async Task<Asked<string>> CommitAsync(RenderApi api, GenerationId generation, CancellationToken cancel)
    {
        var commit = _commits.CommitOf(generation);
        if (SiteDeploy.ForeignId(generation) is { } id)
        {
            var deploy = await api.DeployAsync(id, cancel);
            if (deploy.Trouble is { } trouble)
            {
                return trouble;
            }

            commit = deploy.Value!.Commit;
        }

        return commit is not null ? commit : Replies.Refuse(
            "render.commit-unknown", $"{generation} was not made from a commit, and Render builds nothing else", "commit and push, and plan anew");
    }

    private SiteDeploy AsSiteDeploy(RenderDeploy deploy) =>
        new(deploy.Id, deploy.Commit is { } commit ? _commits.GenerationOf(commit) : null, deploy.At, Address: null);
}
