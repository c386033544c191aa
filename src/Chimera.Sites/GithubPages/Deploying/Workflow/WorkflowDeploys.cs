using System.Collections.Immutable;
using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>
/// The deploys of one site that GitHub Pages publishes from artifacts: a release is an artifact of a workflow, and is shown by a
/// deployment of it. Only a job of
/// GitHub Actions may do that; anybody with a token may look.
/// </summary>
public sealed class WorkflowDeploys : IDeploys, IDisposable
{
    // As many as anybody goes back to; each is asked for.
    private const int MostKept = 5;

    // A job's deployment that came to nothing says nothing of the site.
    private const int MostForeign = 10;

    private readonly WorkflowSite _site;
    private readonly string _folder;
    private readonly PagesJob _job;
    private readonly TimeProvider _time;
    private readonly IChance _chance;
    private readonly ApiClient _client;
    private readonly LiveMarker _marker;

    // A deployment of which nobody knows what came of it: until it is over, what is live now says nothing of what will be.
    private string? _underWay;

    /// <param name="folder">For an artifact while it is held against a release.</param>
    /// <exception cref="ArgumentException">It is no repository, or the API is neither https nor on this machine.</exception>
    public WorkflowDeploys(WorkflowSite site, string folder, IToken token, TimeProvider time, IChance chance)
        : this(site, folder, token, PagesJob.OfThisProcess, time, chance)
    {
    }

    internal WorkflowDeploys(WorkflowSite site, string folder, IToken token, PagesJob job, TimeProvider time, IChance chance)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (!site.IsRepository)
        {
            throw new ArgumentException($"'{site.Repository}' is no repository's name", nameof(site));
        }

        (_site, _folder, _job, _time, _chance) = (site, folder, job, time, chance);
        _client = new ApiClient(site.Api, token, time, chance);
        _marker = new LiveMarker(time, chance);
    }

    public Task<DeploysLook> LookAsync(CancellationToken cancel) => LookAsync(isWhole: true, cancel);

    public Task<DeploysLook> LiveAsync(CancellationToken cancel) => LookAsync(isWhole: false, cancel);

    public async Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(release);
        var tree = ArtifactTree.Of(release);
        return tree.Value is not { } artifact ? tree.Trouble! : await _client.DoAsync(async session =>
        {
            WorkflowApi api = new(session, _site);
            using ArtifactDownload download = new(api, _folder, !_site.Api.IsLoopback, _time, _chance);
            WorkflowStaging staging = new(api, _site, _job, download, artifact, release.Generation, progress);
            return await staging.RunAsync(cancel);
        }, cancel);
    }

    public Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel) => _client.DoAsync(
        session => new WorkflowShowing(
            new WorkflowApi(session, _site), _job, generation, version => _underWay = version, _time, _chance).RunAsync(cancel), cancel);

    public void Dispose()
    {
        _client.Dispose();
        _marker.Dispose();
    }

    private Task<DeploysLook> LookAsync(bool isWhole, CancellationToken cancel) => _client.LookAsync(async session =>
    {
        WorkflowApi api = new(session, _site);
        var address = await api.AddressAsync(cancel);
        if (address.Value is not { } at)
        {
            return address.Trouble!;
        }

        if (await UnderWayAsync(api, cancel) is { } wait)
        {
            return wait;
        }

        var (named, unknown) = await _marker.ReadAsync(at, cancel);
        if (unknown is not null)
        {
            return new Reply.Unreachable(unknown);
        }

        if (named is not null && !isWhole)
        {
            return new DeploysLook.Seen(Unlisted(named), [], at);
        }

        var records = await api.RecordsAsync(cancel);
        return records.Value is not { } known ? records.Trouble! : await SeenAsync(api, at, named, known, isWhole, cancel);
    }, cancel);

    /// <returns>Null when nothing that was begun here can still come.</returns>
    private async Task<Reply?> UnderWayAsync(WorkflowApi api, CancellationToken cancel)
    {
        if (_underWay is not { } version)
        {
            return null;
        }

        var status = await api.StatusAsync(version, cancel);
        if (status.Value is not { } deployment)
        {
            return status.Trouble;
        }

        if (deployment.IsUnderWay)
        {
            return new Reply.Unreachable(PagesTrouble.NotLive(
                $"a deployment that was begun is still {deployment.Status}: what visitors get may change at any moment"));
        }

        _underWay = deployment.Status is null ? version : null;
        return null;
    }

    private static async Task<Asked<DeploysLook.Seen>> SeenAsync(
        WorkflowApi api, Uri at, GenerationId? named, List<PagesRecord> records, bool isWhole, CancellationToken cancel)
    {
        SiteDeploy? live;
        if (named is not null)
        {
            live = Deploy(records.Find(record => record.Generation == named)) ?? Unlisted(named);
        }
        else
        {
            var foreign = await ForeignAsync(api, records, cancel);
            if (foreign.Trouble is { } trouble)
            {
                return trouble;
            }

            live = foreign.Value is [var record] ? Deploy(record) : null;
        }

        var available = live is null ? ImmutableArray<SiteDeploy>.Empty : [live];
        var others = records.Where(record => record.Generation is not null && record.Generation != named)
            .DistinctBy(record => record.Generation).Take(isWhole ? MostKept : 0);
        foreach (var record in others)
        {
            var gone = await api.KeepsAsync(record.Artifact!, cancel);
            if (gone is Reply.Unreachable)
            {
                return gone;
            }

            available = gone is null ? available.Add(Deploy(record)!) : available;
        }

        return new DeploysLook.Seen(live, [.. available.OrderByDescending(deploy => deploy.At)], at);
    }

    /// <summary>
    /// A site that names no release shows nothing, or what somebody else's job has deployed: the newest that came to something.
    /// </summary>
    private static async Task<Asked<List<PagesRecord>>> ForeignAsync(WorkflowApi api, List<PagesRecord> records, CancellationToken cancel)
    {
        foreach (var record in records.Where(record => record.Generation is null).Take(MostForeign))
        {
            var state = await api.StateAsync(record, cancel);
            if (state.Value is null)
            {
                return state.Trouble!;
            }

            if (state.Value is "success" or "inactive")
            {
                return new List<PagesRecord> { record };
            }
        }

        return new List<PagesRecord>();
    }

    private static SiteDeploy? Deploy(PagesRecord? record) =>
        record is null ? null : new SiteDeploy(record.Id, record.Generation, record.At, Address: null);

    /// <summary>What the site says of itself is so, whatever GitHub's list has.</summary>
    private static SiteDeploy Unlisted(GenerationId? named) => new("", named, DateTimeOffset.UnixEpoch, Address: null);
}
