using System.Collections.Concurrent;
using System.Collections.Immutable;
using Chimera.Engine;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Balancing;
using Chimera.Sites.Certification;
using Chimera.Sites.Declaration;
using Chimera.Sites.Netlify.Variables;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;

namespace Chimera.Sites;

/// <summary>
/// The realm of web sites. A target is one site on one platform or host; its generation is a digest over everything that is published and every rule
/// that is obeyed there. Only what was certified is shown; a site of which the truth does not say how it gets to its platform is foreseen and never deployed.
/// </summary>
public sealed class SitesRealm : IRealm, IDisposable
{
    private readonly SitesDeclaration _declaration;
    private readonly SiteBundles _bundles;
    private readonly Dossiers _dossiers;
    private readonly Releases _releases;
    private readonly Publishers _publishers;
    private readonly Balancers _balancers;
    private readonly NetlifyVariables _variables;
    private readonly IBesideSites[] _beside;
    private readonly DeployStory _story;
    private readonly ConcurrentDictionary<TargetId, SiteReading> _read = new();

    public SitesRealm(SiteSimulator simulator, SiteServices services)
        : this(new SiteBundles(simulator, services?.Time ?? TimeProvider.System), services!)
    {
    }

    /// <param name="bundles">Shared with whoever certifies, so that what it has read is not read again.</param>
    public SitesRealm(SiteBundles bundles, SiteServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _declaration = new SitesDeclaration(services.Hosts);
        _bundles = bundles;
        _dossiers = new Dossiers(services.Notes);
        _releases = new Releases(bundles, services.Approvals, services.Notes, _dossiers);
        _balancers = new Balancers(services);
        _variables = new NetlifyVariables(services);
        _beside = [_balancers, _variables];
        _publishers = new Publishers(services, _dossiers, _beside);
        _story = new DeployStory(services.Tell);
    }

    public string Name => _declaration.Name;

    public Task<ImmutableArray<DeclaredTarget>> DeclareAsync(
        Node section, string folder, RolloutPolicy defaults, Engine.Validation.Findings findings, CancellationToken cancel) =>
        _declaration.DeclareAsync(section, folder, defaults, findings, cancel);

    /// <summary>What Chimera has no way to, it does not know: nothing.</summary>
    public async Task<Sighting> ObserveAsync(DeclaredTarget target, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(target);
        return _publishers.Of(target) is { } publisher
            ? await publisher.ObserveAsync(cancel)
            : new Sighting.Seen(Live: null, Committed: null, Trial: null, Available: []);
    }

    public async Task<Sighting> LookAgainAsync(DeclaredTarget target, GenerationId? at, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(target);
        return _publishers.Of(target) is { } publisher ? await publisher.LookAgainAsync(cancel) : await ObserveAsync(target, cancel);
    }

    public async Task<IReadOnlyDictionary<TargetId, Resolution>> ResolveAsync(IReadOnlyList<DeclaredTarget> targets, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var resolved = await Task.WhenAll(targets.Select(target => Task.Run(
            async () => (target.Id, Beside(target) is { } other ? await other.ResolveAsync(target, cancel) : Resolve(target, cancel)), cancel)));
        return resolved.ToDictionary(pair => pair.Id, pair => pair.Item2);
    }

    public Task<Difference> CompareAsync(DeclaredTarget target, GenerationId? from, GenerationId to, CancellationToken cancel) => Task.Run(
        async () =>
        {
            if (Beside(target) is { } other)
            {
                return await other.CompareAsync(target, from, to, cancel);
            }

            var before = from is { } known ? _dossiers.Read(known) : null;
            var after = _dossiers.Read(to)?.Files ?? (before is null ? null : SiteDifference.FilesOf(Foresee(target, cancel)));
            return before is null || after is null ? SiteDifference.Of(Foresee(target, cancel)) : SiteDifference.Between(before.Files, after);
        },
        cancel);

    public async Task<ImmutableArray<Finding>> ForeseeAsync(Plan plan, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var found = await Task.WhenAll(plan.Steps.Select(step => ForeseeAsync(step, plan.Intent, cancel)));
        return [.. found.SelectMany(findings => findings)];
    }

    public async Task<Reply> PrepareAsync(Order order, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (_publishers.Of(order.Step.Target) is not { } publisher)
        {
            return new Reply.Refused(NotConnected(order.Step.Target) with { Severity = Severity.Error });
        }

        // It is made of what is declared alone; there is nothing of the site in it that could be certified.
        if (Beside(order.Step.Target) is not null)
        {
            await _story.InitiatedAsync(order);
            return await publisher.PrepareAsync(order, release: null, progress, cancel);
        }

        var (release, objection) = await _releases.FindAsync(order.Step, SiteSpec.Read(order.Step.Target.Spec), cancel);
        if (objection is not null)
        {
            return objection;
        }

        await _story.InitiatedAsync(order);
        return await publisher.PrepareAsync(order, release, progress, cancel);
    }

    /// <summary>Whether a release of the target can be looked at before any visitor sees it.</summary>
    public bool HasDrafts(DeclaredTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Id.Realm == Name && SiteSpec.Is(target.Spec) && SiteSpec.Read(target.Spec).Connection is Connection.Netlify;
    }

    /// <summary>Brings the release that a step leads to there so that no visitor sees it. Nothing is changed for anybody.</summary>
    public async Task<DraftOutcome> DraftAsync(Step step, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (!HasDrafts(step.Target) || _publishers.Of(step.Target) is not { } publisher)
        {
            return DraftOutcome.NotHidden(step.Id);
        }

        var (release, objection) = await _releases.FindAsync(step, SiteSpec.Read(step.Target.Spec), cancel);
        var outcome = release is null
            ? new DraftOutcome.Failed(objection?.Why ?? Releases.Changed(step, SiteSpec.Read(step.Target.Spec)), Address: null)
            : await publisher.DraftAsync(step, release, progress, cancel);
        await _story.DraftedAsync(step, outcome);
        return outcome;
    }

    public async Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        await _story.StartAsync(order);
        return await PublisherOf(order).ApplyAsync(order, progress, cancel);
    }

    public async Task<Health> VerifyAsync(Order order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        return (Beside(order.Step.Target) is not null ? Dossier.Nothing : _dossiers.Read(order.Step.To)) is { } dossier
            ? await PublisherOf(order).VerifyAsync(order, dossier, cancel)
            : new Health.Unhealthy(Finding.Error(
                "sites.nothing-foreseen", $"nothing is known of how {order.Step.To} should answer", "deploy it from its files", target: order.Step.Id));
    }

    public async Task<Reply> CommitAsync(Order order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        var reply = await PublisherOf(order).CommitAsync(order, cancel);
        if (reply is Reply.Done)
        {
            await _story.CompleteAsync(order, "committed");
        }

        return reply;
    }

    public async Task<Reply> RevertAsync(Order order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        await _story.RollbackAsync(order);
        var reply = await PublisherOf(order).RevertAsync(order, cancel);
        if (reply is Reply.Done or Reply.Reverted)
        {
            await _story.CompleteAsync(order, "reverted");
        }

        return reply;
    }

    /// <returns>Null for a balancer, and for a site of which the truth does not say how it gets there.</returns>
    public ISitePlace? PlaceOf(DeclaredTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return _publishers.Of(target) as ISitePlace;
    }

    /// <summary>What is kept of a release.</summary>
    /// <returns>Null for a generation that was never released from here.</returns>
    public Dossier? DossierOf(GenerationId generation) => _dossiers.Read(generation);

    public void Dispose()
    {
        _publishers.Dispose();
        _balancers.Dispose();
        _variables.Dispose();
    }

    /// <summary>Going back foresees nothing anew: what is shown again was foreseen when it was deployed.</summary>
    private async Task<IEnumerable<Finding>> ForeseeAsync(Step step, PlanIntent intent, CancellationToken cancel)
    {
        if (Beside(step.Target) is not null)
        {
            return [];
        }

        var spec = SiteSpec.Read(step.Target.Spec);
        var findings = intent == PlanIntent.Deploy ? Foresee(step.Target, cancel).Findings.Select(finding => finding.ToFinding(step.Id)) : [];
        if (spec.Connection is null)
        {
            return findings.Append(NotConnected(step.Target));
        }

        return await _releases.ObjectionAsync(step, spec, cancel) is { } objection ? findings.Append(objection with { Target = step.Id }) : findings;
    }

    private IBesideSites? Beside(DeclaredTarget target) => Array.Find(_beside, one => one.Is(target.Spec));

    private IPublisher PublisherOf(Order order) =>
        _publishers.Of(order.Step.Target) ?? throw new InvalidOperationException($"{order.Step.Id} was never prepared");

    private static Finding NotConnected(DeclaredTarget target)
    {
        var platform = SiteSpec.Read(target.Spec).Platform.Name();
        return Finding.Warning(
            "sites.not-connected", $"nothing says how {target.Group} gets to {platform}, so it is foreseen and not deployed",
            $"add '{platform}:' to the site, or leave it out with --on 'not {platform}'", target: target.Id);
    }

    private Resolution Resolve(DeclaredTarget target, CancellationToken cancel)
    {
        var (foresight, bundle) = Read(target, cancel);
        return bundle is null
            ? new Resolution.Failed(foresight.Findings.First(finding => finding.Kind.Severity == Severity.Error).ToFinding(target.Id))
            : new Resolution.Resolved(bundle.Generation);
    }

    private Foresight Foresee(DeclaredTarget target, CancellationToken cancel) => Read(target, cancel).Foresight;

    private SiteReading Read(DeclaredTarget target, CancellationToken cancel) => _read.GetOrAdd(target.Id, _ =>
    {
        var spec = SiteSpec.Read(target.Spec);
        return _bundles.Read(spec.Platform, spec.Folder, spec.Context, cancel);
    });
}
