using System.Collections.Immutable;
using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>
/// The deploys of one site that GitHub Pages publishes from a branch, by git: a release is a commit under a ref that no page is built from,
/// and is shown by moving the branch there.
/// </summary>
public sealed class PagesDeploys : IDeploys, IDisposable
{
    private readonly PagesSite _site;
    private readonly string _folder;
    private readonly IToken? _token;
    private readonly ApiClient? _client;
    private readonly TimeProvider _time;
    private readonly IChance _chance;

    /// <param name="folder">Chimera's own repository of this site; it may be deleted at any time, and is filled again.</param>
    /// <param name="token">Null where git needs none: by ssh, or on this machine. GitHub's API always needs one.</param>
    /// <exception cref="ArgumentException">It is no site that can be deployed to, or the token would be sent in the clear.</exception>
    public PagesDeploys(PagesSite site, string folder, IToken? token, TimeProvider time, IChance chance)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (site.Problem(token is not null) is { } problem)
        {
            throw new ArgumentException(problem, nameof(site));
        }

        (_site, _folder, _token, _time, _chance) = (site, Path.GetFullPath(folder), token, time, chance);
        _client = site.Api is { } api ? new ApiClient(api, token!, time, chance) : null;
    }

    public async Task<DeploysLook> LookAsync(CancellationToken cancel)
    {
        DeploysLook? look = null;
        var reply = await WithAsync(async (remote, api) =>
        {
            var seen = await LookAsync(remote, api, cancel);
            look = seen.Value;
            return seen.Trouble ?? new Reply.Done();
        }, cancel);
        return look ?? new DeploysLook.Unseen(Replies.WhyOf(reply));
    }

    public async Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(release);
        var tree = PagesTree.Of(release);
        return tree.Value is null
            ? tree.Trouble!
            : await WithAsync(async (remote, api) => (api is null ? null : (await api.AddressAsync(cancel)).Trouble)
                ?? await new PagesStaging(remote, _site, tree.Value, release.Generation, progress, _time).RunAsync(cancel), cancel);
    }

    public Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel) =>
        WithAsync((remote, api) => new PagesShowing(
            remote, _site, api is null ? null : new PagesBuilds(api, _time), generation).RunAsync(cancel), cancel);

    public void Dispose() => _client?.Dispose();

    private async Task<Asked<DeploysLook.Seen>> LookAsync(PagesRemote remote, PagesApi? api, CancellationToken cancel)
    {
        var address = api is null ? _site.Address! : await api.AddressAsync(cancel);
        var seen = address.Value is null ? default : await remote.LookAsync(cancel);
        if ((address.Trouble ?? seen.Trouble) is { } trouble)
        {
            return trouble;
        }

        var refs = seen.Value!;
        SiteDeploy? live = refs.Tip is null ? null : Deploy(refs, refs.Tip, refs.Shown?.At ?? DateTimeOffset.UnixEpoch);
        if (api is not null)
        {
            var built = await api.LiveAsync(cancel);
            if (built.Value is null)
            {
                return built.Trouble!;
            }

            live = built.Value.Commit is { } commit ? Deploy(refs, commit, built.Value.At) : null;
        }

        var staged = refs.Staged.DistinctBy(release => release.Generation).Where(release => release.Generation != live?.Generation)
            .Select(release => new SiteDeploy(release.Commit, release.Generation, release.At, Address: null)).ToImmutableArray();
        return new DeploysLook.Seen(
            live, live is null ? staged : [.. staged.Add(live).OrderByDescending(deploy => deploy.At)], address.Value!);
    }

    private static SiteDeploy Deploy(RemoteRefs refs, string commit, DateTimeOffset at) =>
        new(commit, refs.Staged.FirstOrDefault(release => release.Commit == commit)?.Generation, at, Address: null);

    private async Task<Reply> WithAsync(Func<PagesRemote, PagesApi?, Task<Reply>> act, CancellationToken cancel)
    {
        Secret? secret = null;
        if (_token is not null && _site.IsWeb)
        {
            switch (await _token.ReadAsync(cancel))
            {
                case TokenReading.Read read:
                    secret = read.Token;
                    break;
                case TokenReading.Unread unread:
                    return new Reply.Refused(unread.Why);
            }
        }

        Git git = new(_folder, _site.Remote, secret, _time);
        if (await git.InitialiseAsync(cancel) is not GitRun.Done and var failed)
        {
            return PagesTrouble.Cache(failed, "make a repository");
        }

        PagesRemote remote = new(git, _site, _time, _chance);
        return _client is null
            ? await act(remote, null)
            : await _client.DoAsync(session => act(remote, new PagesApi(session, _site)), cancel);
    }
}
