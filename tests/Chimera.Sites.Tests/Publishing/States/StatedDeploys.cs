using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Tests.Publishing.States;

/// <summary>A platform that does what it is asked, unless a test says otherwise.</summary>
internal sealed class StatedDeploys : IDeploys
{
    public static readonly Finding Why = Finding.Error("test.trouble", "it does not go");

    private readonly HashSet<GenerationId> _staged = [];

    /// <summary>What visitors get; null for nothing.</summary>
    public GenerationId? Live { get; set; }

    /// <summary>The verb of the rollout that asks.</summary>
    public string State { get; set; } = "";

    public Func<string, DeploysLook?> OnLook { get; set; } = _ => null;

    public Func<string, Reply?> OnStage { get; set; } = _ => null;

    /// <summary>Null lets it be shown.</summary>
    public Func<string, GenerationId, Reply?> OnShow { get; set; } = (_, _) => null;

    public Task<DeploysLook> LookAsync(CancellationToken cancel) => Task.FromResult(OnLook(State) ?? Seen(Live));

    /// <summary>Where what is staged can be asked; null for nowhere.</summary>
    public Uri? Drafts { get; set; }

    public SiteDeploy? Staged(GenerationId generation) =>
        Drafts is not null && _staged.Contains(generation) ? new SiteDeploy("d1", generation, DateTimeOffset.UnixEpoch, Drafts) : null;

    public Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel)
    {
        _staged.Add(release.Generation);
        return Task.FromResult(OnStage(State) ?? new Reply.Done());
    }

    public Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel)
    {
        if (OnShow(State, generation) is { } reply)
        {
            return Task.FromResult(reply);
        }

        Live = generation;
        return Task.FromResult<Reply>(new Reply.Done());
    }

    public static DeploysLook.Seen Seen(GenerationId? live)
    {
        SiteDeploy? deploy = live is { } generation ? new SiteDeploy("d1", generation, DateTimeOffset.UnixEpoch, null) : null;
        return new DeploysLook.Seen(deploy, deploy is null ? [] : [deploy], new Uri("http://127.0.0.1:1/"));
    }
}
