using System.Collections.Concurrent;
using System.Collections.Immutable;
using Chimera.Engine;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites;

/// <summary>
/// The realm of web sites: declare, foresee, compare. A generation is the digest of everything that a platform would publish and obey.
/// Nothing is deployed by it yet: it refuses to, before anything is touched.
/// </summary>
public sealed class SitesRealm(SiteSimulator simulator) : IRealm
{
    private readonly SitesDeclaration _declaration = new();
    private readonly ConcurrentDictionary<TargetId, Foresight> _foreseen = new();

    public string Name => _declaration.Name;

    public Task<ImmutableArray<DeclaredTarget>> DeclareAsync(
        Node section, string folder, RolloutPolicy defaults, Engine.Validation.Findings findings, CancellationToken cancel) =>
        _declaration.DeclareAsync(section, folder, defaults, findings, cancel);

    /// <summary>What Chimera did not deploy it does not know: nothing, until it does.</summary>
    public Task<Sighting> ObserveAsync(DeclaredTarget target, CancellationToken cancel) =>
        Task.FromResult<Sighting>(new Sighting.Seen(Live: null, Committed: null, Trial: null, Available: []));

    public async Task<IReadOnlyDictionary<TargetId,
    Resolution>> ResolveAsync(IReadOnlyList<DeclaredTarget> targets, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var resolved = await Task.WhenAll(targets.Select(target => Task.Run(() => (target.Id, Resolve(target, cancel)), cancel)));
        return resolved.ToDictionary(pair => pair.Id, pair => pair.Item2);
    }

    public Task<Difference> CompareAsync(DeclaredTarget target, GenerationId? from, GenerationId to, CancellationToken cancel) =>
        Task.FromResult(SiteDifference.Of(Foresee(target, cancel)));

    public Task<ImmutableArray<Finding>> ForeseeAsync(Plan plan, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Task.FromResult(plan.Steps
            .SelectMany(step => Foresee(step.Target, cancel).Findings.Select(finding => finding.ToFinding(step.Id)))
            .ToImmutableArray());
    }

    public Task<Reply> PrepareAsync(Order order, IProgress<string> progress, CancellationToken cancel) => Refuse(order);

    public Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel) => Refuse(order);

    public Task<Health> VerifyAsync(Order order, CancellationToken cancel) => throw new InvalidOperationException("nothing was applied");

    public Task<Reply> CommitAsync(Order order, CancellationToken cancel) => Refuse(order);

    public Task<Reply> RevertAsync(Order order, CancellationToken cancel) => Refuse(order);

    private static Task<Reply> Refuse(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Task.FromResult<Reply>(new Reply.Refused(Finding.Error(
            "sites.deploy-unsupported", "this version foresees sites and does not deploy them; nothing was changed",
            $"leave it out with --on 'not {SiteSpec.Read(order.Step.Target.Spec).Platform.Name()}'", target: order.Step.Id)));
    }

    private Resolution Resolve(DeclaredTarget target, CancellationToken cancel)
    {
        var foresight = Foresee(target, cancel);
        return foresight.Broken
            ? new Resolution.Failed(foresight.Findings.First(finding => finding.Kind.Severity == Severity.Error).ToFinding(target.Id))
            : new Resolution.Resolved(SiteGeneration.Of(foresight));
    }

    private Foresight Foresee(DeclaredTarget target, CancellationToken cancel) => _foreseen.GetOrAdd(target.Id, _ =>
    {
        var spec = SiteSpec.Read(target.Spec);
        return simulator.Foresee(spec.Platform, SiteFolder.OnDisk(spec.Folder), spec.Context, cancel);
    });
}
