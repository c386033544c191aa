using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Chimera.Cli.Commands;
using Chimera.Cli.Terminal;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.Publishing;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Healing;

namespace Chimera.Cli.Composition;

/// <summary>The declared sites at their places, with the releases that the record says are live there: no folder at hand is needed, and no address.</summary>
internal sealed class DeclaredPlaces : IWatchedPlaces
{
    private readonly Workspace _workspace;
    private readonly ImmutableDictionary<string, WatchSpec> _declared;
    private readonly DriftPolicy? _policy;
    private readonly TimeSpan? _every;
    private readonly Dictionary<TargetId, SiteLocation.At> _locations = [];

    private DeclaredPlaces(Workspace workspace, SiteHealer healer, DriftPolicy? policy, TimeSpan? every)
    {
        (_workspace, _policy, _every, Healer) = (workspace, policy, every, healer);
        var section = workspace.Source.File!.Sections.FirstOrDefault(section => section.Name == SitesDeclaration.Section.Name);
        _declared = section is null ? ImmutableDictionary<string, WatchSpec>.Empty : SitesDeclaration.Watches(section.Value, new Findings());
    }

    public ImmutableArray<WatchedPlace> Places { get; private set; } = [];

    /// <summary>Why chosen places cannot be watched.</summary>
    public ImmutableArray<Finding> Missing { get; private set; } = [];

    public SiteHealer? Healer { get; }

    /// <param name="policy">What a person says instead of what is declared; null for what is declared.</param>
    /// <param name="every">The same of the interval.</param>
    /// <exception cref="Stop">The truth is wrong, or none of the chosen places can be watched.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The places own the workspace; without places it is disposed of.")]
    public static async Task<DeclaredPlaces> OpenAsync(
        ParseResult parsed, Streams streams, PlaceFilter filter, DriftPolicy? policy, TimeSpan? every, CancellationToken cancel)
    {
        var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
        try
        {
            var truth = await workspace.TruthAsync(cancel);
            DeclaredPlaces places = new(workspace, new SiteHealer(stop => Workspace.OpenAsync(parsed, streams, stop), streams.Err), policy, every);
            await places.FindAsync(filter.Choose(truth.Targets), cancel);
            return places.Places.IsEmpty ? throw new Stop(ExitCode.Refused, places.Missing) : places;
        }
        catch
        {
            await workspace.DisposeAsync();
            throw;
        }
    }

    public async Task<WatchedPlace?> RenewedAsync(WatchedPlace place, CancellationToken cancel)
    {
        var (target, watched) = place.Release!.Value;
        try
        {
            await using var record = Record();
            return await ReleaseAsync(target, record, cancel) is { } now && now != watched
                ? await PlaceAsync(target, now, _locations[target.Id], record, cancel)
                : null;
        }
        catch (RecordUnavailableException)
        {
            // What is watched stays what it was; a certificate that cannot be looked up is told by itself.
            return null;
        }
    }

    public ValueTask DisposeAsync() => _workspace.DisposeAsync();

    // Each look reads what is there then, and holds nothing open for days.
    private StateAccess Record() => new(_workspace.State.Folder, _workspace.State.Actor, TimeProvider.System);

    private async Task FindAsync(ImmutableArray<DeclaredTarget> targets, CancellationToken cancel)
    {
        await using var record = Record();
        foreach (var target in targets)
        {
            var release = await ReleaseAsync(target, record, cancel);
            var location = release is null ? new SiteLocation.Unknown(NeverDeployed(target))
                : _workspace.Sites.PlaceOf(target) is { } place ? await place.LocateAsync(cancel)
                : new SiteLocation.Unknown(NeverDeployed(target));
            if (location is SiteLocation.At at)
            {
                _locations[target.Id] = at;
                Places = Places.Add(await PlaceAsync(target, release!.Value, at, record, cancel));
            }
            else
            {
                Missing = Missing.Add(((SiteLocation.Unknown)location).Why with { Target = target.Id });
            }
        }
    }

    /// <summary>The release that was last committed there; what others deployed is none.</summary>
    private async Task<GenerationId?> ReleaseAsync(DeclaredTarget target, StateAccess record, CancellationToken cancel)
    {
        if ((await World.LatestAsync(record, cancel)).Targets.GetValueOrDefault(target.Id) is not { } latest)
        {
            return null;
        }

        return IsRelease(latest.Generation) ? latest.Generation : (await WorldHistory.ReadAsync(record, cancel)).Worlds.Reverse()
            .Select(world => world.Targets.GetValueOrDefault(target.Id)?.Generation).FirstOrDefault(known => known is { } generation && IsRelease(generation));
    }

    private bool IsRelease(GenerationId generation) => _workspace.Sites.DossierOf(generation) is not null;

    private async Task<WatchedPlace> PlaceAsync(
        DeclaredTarget target, GenerationId release, SiteLocation.At at, StateAccess record, CancellationToken cancel)
    {
        var spec = SiteSpec.Read(target.Spec);
        var dossier = _workspace.Sites.DossierOf(release)!;
        var genuine = await StandingAsync(spec, release, record, cancel) as CertificateVerdict.Genuine;
        var events = FolderPlace.EventsOf(spec.Site, spec.Platform, at.Address);
        var past = await WatchPast.ReadAsync(record, events, spec.Site, spec.Platform, genuine?.Certificate.Nonce, cancel);
        CertificateStanding standing = new(async stop =>
        {
            await using var now = Record();
            return await StandingAsync(spec, release, now, stop);
        });
        return new WatchedPlace(
            spec.Site, spec.Platform,
            new WatchSubject(
                at.Address, at.Name, spec.Platform, ForeseenOf(spec, release, dossier, cancel),
                new Attribution(_workspace.Sites.PlaceOf(target)!.WitnessOf(release), past.Releases), standing),
            dossier.Answers, genuine?.Certificate.Nonce, SpecOf(spec.Site), events, past.Tally, (target, release));
    }

    private WatchSpec SpecOf(string site)
    {
        var declared = _declared.GetValueOrDefault(site, WatchSpec.Usual);
        return new WatchSpec(_policy ?? declared.OnDrift, _every ?? declared.Every);
    }

    private Task<CertificateVerdict?> StandingAsync(SiteSpec spec, GenerationId release, StateAccess record, CancellationToken cancel) =>
        new LedgerApprovals(record, stop => Trust.ReadAsync(record.Folder, record, _workspace.Source, stop), TimeProvider.System)
            .StandingAsync(spec.Site, spec.Platform, release, cancel);

    /// <summary>All files where the folder is still what was released, and else what the dossier has.</summary>
    private WatchedSite ForeseenOf(SiteSpec spec, GenerationId release, Dossier dossier, CancellationToken cancel) =>
        Directory.Exists(spec.Folder)
        && SiteBundle.Of(SiteTools.Simulator(_workspace.Source.Settings), spec.Platform, SiteFolder.OnDisk(spec.Folder, _workspace.State.Folder.Path), spec.Context, cancel) is { } bundle
        && bundle.Generation == release
            ? WatchedSite.Of(bundle)
            : WatchedSite.Of(dossier);

    private static Finding NeverDeployed(DeclaredTarget target) => Finding.Error(
        "watch.never-deployed", $"no release of {target.Group} is on record here, so nothing is known of how it should answer",
        "deploy it first, or hold its folder against an address with --url");
}
