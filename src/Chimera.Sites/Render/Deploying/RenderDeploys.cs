using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
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
    private readonly TimeProvider _time;
    private readonly IChance _chance;

    /// <exception cref="ArgumentException">The service's id is none, or its API is neither https nor on this machine.</exception>
    public RenderDeploys(RenderService service, ICommits commits, IToken token, TimeProvider time, IChance chance)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (!RenderService.IsId(service.Id))
        {
            throw new ArgumentException($"'{service.Id}' is no service's id", nameof(service));
        }

        (_service, _commits, _time, _chance) = (service, commits, time, chance);
        _client = new ApiClient(service.Api, token, time, chance);
    }

    public async Task<DeploysLook> LookAsync(CancellationToken cancel)
    {
        switch (await _client.OpenAsync(cancel))
        {
            case ApiOpening.Closed closed:
                return new DeploysLook.Unseen(closed.Why);
            case ApiOpening.Opened opened:
                RenderApi api = new(opened.Session, _service);
                var address = await api.AddressAsync(cancel);
                var deploys = address.Value is null ? default : await api.DeploysAsync(cancel);
                return deploys.Value is { } seen
                    ? new DeploysLook.Seen(
                        seen.FirstOrDefault(deploy => deploy.IsLive) is { } live ? AsSiteDeploy(live) : null,
                        [.. seen.Where(deploy => deploy.IsLive || deploy.WasLive).Select(AsSiteDeploy)], address.Value!)
                    : new DeploysLook.Unseen(RenderApi.WhyOf((address.Trouble ?? deploys.Trouble)!));
            default:
                throw new InvalidOperationException("an opening is one of two");
        }
    }

    public async Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(release);
        return await WithAsync(release.Generation, async (api, _) => (await api.AddressAsync(cancel)).Trouble ?? new Reply.Done(), cancel);
    }

    public Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel) =>
        WithAsync(generation, (api, commit) => new RenderShowing(api, commit, _time, _chance).RunAsync(cancel), cancel);

    public void Dispose() => _client.Dispose();

    private async Task<Reply> WithAsync(GenerationId generation, Func<RenderApi, string, Task<Reply>> act, CancellationToken cancel)
    {
        if (_commits.CommitOf(generation) is not { } commit)
        {
            return new Reply.Refused(
                Finding.Error("render.commit-unknown", $"{generation} was not planned from a commit, and Render builds nothing else",
                    "commit and push, and plan anew"));
        }

        return await _client.OpenAsync(cancel) switch
        {
            ApiOpening.Opened opened => await act(new RenderApi(opened.Session, _service), commit),
            ApiOpening.Closed closed => new Reply.Refused(closed.Why),
            _ => throw new InvalidOperationException("an opening is one of two"),
        };
    }

    private SiteDeploy AsSiteDeploy(RenderDeploy deploy) =>
        new(deploy.Id, deploy.Commit is { } commit ? _commits.GenerationOf(commit) : null, deploy.At, Address: null);
}
