using System.CommandLine;
using Chimera.Cli.Commands;
using Chimera.Cli.Terminal;
using Chimera.Documents;
using Chimera.Engine;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Selectors;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Fleet;
using Chimera.Sites;
using Chimera.Sites.Certification;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;
using Chimera.Store.Notes;

namespace Chimera.Cli.Composition;

/// <summary>Everything one command works with, put together from the settings; nothing is opened before it is used.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    private readonly FleetRealm _fleet;
    private readonly SitesRealm _sites;
    private readonly TimeProvider _time = TimeProvider.System;
    private DeclaredTruth? _truth;

    private Workspace(TruthSource source, Streams streams)
    {
        Source = source;
        Streams = streams;
        State = new StateAccess(source.State, Actor.OfThisProcess(), _time);
        var cache = Path.Combine(State.Folder.Path, "cache");
        _fleet = new FleetRealm(
            new FleetSettings(source.Folder, Path.Combine(State.Folder.Path, "roots"), Path.Combine(cache, "spool"), source.Settings),
            new YamlReader(),
            _time);
        Hosts = new FleetReleaseHosts(_fleet);
        Bundles = SiteTools.Bundles(source.Settings, State.Folder);
        SiteServices = new SiteServices(
            Hosts,
            new LedgerApprovals(State, stop => Trust.ReadAsync(State.Folder, State, source, stop), _time),
            new NoteFolder(Path.Combine(State.Folder.Path, "sites")),
            cache,
            what => State.Journal.AppendAsync(what, CancellationToken.None),
            _time,
            new SystemChance());
        _sites = new SitesRealm(Bundles, SiteServices);
        Realms = new Realms([_fleet, _sites]);
        Survey = new Survey(Realms, _time, State.Actor);
        Planner = new Planner(Realms, State, Survey);
    }

    public TruthSource Source { get; }

    public Streams Streams { get; }

    public StateAccess State { get; }

    public Realms Realms { get; }

    /// <summary>The hosts of the fleet, once the truth was read.</summary>
    public IReleaseHosts Hosts { get; }

    public SiteServices SiteServices { get; }

    /// <summary>The sites, for those who only look at them.</summary>
    public SitesRealm Sites => _sites;

    /// <summary>The folders of the sites, each read once.</summary>
    public SiteBundles Bundles { get; }

    public Survey Survey { get; }

    public Planner Planner { get; }

    /// <exception cref="Stop">The truth file or a setting is wrong.</exception>
    public static async Task<Workspace> OpenAsync(ParseResult parsed, Streams streams, CancellationToken cancel)
    {
        var source = await TruthSource.ReadAsync(parsed, RealmCatalog.Sections, cancel);
        if (source.Findings.HasErrors && source.File is null)
        {
            throw new Stop(ExitCode.Truth, [.. source.Findings.ByPlace()]);
        }

        return new Workspace(source, streams);
    }

    /// <exception cref="Stop">There is no truth file, or it has errors: all of them.</exception>
    public async Task<DeclaredTruth> TruthAsync(CancellationToken cancel) => _truth ??= await ReadTruthAsync(cancel);

    /// <summary>The targets that the selector chooses; all without one.</summary>
    /// <exception cref="Stop">The selector is wrong, or chooses nothing.</exception>
    /// <param name="platforms">Of the sites; with one named, nothing but sites is chosen.</param>
    public static IReadOnlyList<DeclaredTarget> Choose(IEnumerable<DeclaredTarget> targets, string? selector, IReadOnlyCollection<string> platforms)
    {
        var chosen = targets.Where(Chooser(selector)).Where(target => platforms.Count == 0 || IsSiteOn(target, platforms)).ToList();
        var words = string.Join(" and ", (selector is null ? [] : new[] { $"'{selector}'" }).Concat(platforms.Select(platform => $"--platform {platform}")));
        return chosen.Count > 0 || words.Length == 0 ? chosen : throw new Stop(ExitCode.Usage, Finding.Error(
            "selector.chooses-nothing", $"no target is chosen by {words}; nothing was changed", "see the targets with 'chimera status'"));
    }

    private static bool IsSiteOn(DeclaredTarget target, IReadOnlyCollection<string> platforms) =>
        CertifyingTargets.IsSite(target) && (platforms.Contains(SiteOptions.All) || target.Tags.Any(platforms.Contains));

    /// <exception cref="Stop">The selector is wrong.</exception>
    public static Func<DeclaredTarget, bool> Chooser(string? selector) => selector is null ? _ => true : SelectorParser.Parse(selector) switch
    {
        SelectorReading.Read read => read.Selector.Matches,
        SelectorReading.Wrong wrong => throw new Stop(ExitCode.Usage, Finding.Error(
            "selector.wrong", $"--on '{selector}', column {wrong.Column}: {wrong.Message}", wrong.Remedy)),
        var other => throw new InvalidOperationException($"no such reading: {other}"),
    };

    /// <summary>Becomes the one writer of the state; a dry run stays a reader.</summary>
    public Task OpenStateAsync(bool dry, CancellationToken cancel) => dry ? Task.CompletedTask : State.OpenAsync(cancel);

    /// <exception cref="Stop">CHIMERA_ENABLED is false.</exception>
    public void RefuseWhenDisabled() => RefuseWhenDisabled(Source.Settings);

    /// <exception cref="Stop">CHIMERA_ENABLED is false.</exception>
    public static void RefuseWhenDisabled(ResolvedSettings settings)
    {
        if (!settings.Get(EngineSettings.Enabled))
        {
            throw new Stop(ExitCode.Refused, Finding.Error(
                "chimera.disabled", $"changing anything is switched off ({settings.OriginOf(EngineSettings.Enabled)}); nothing was changed", "switch it on with CHIMERA_ENABLED=true"));
        }
    }

    public IRolloutView View() => Streams.LiveTerminal is { } terminal ? new LiveView(terminal, _time) : new PlainView(Streams.Err, _time);

    public RolloutContext Context(IRolloutView view) => new(Realms, State.Journal, _time, State.Actor, view);

    public RolloutId NewRollout() => RolloutIds.New(_time.GetUtcNow());

    private async Task<DeclaredTruth> ReadTruthAsync(CancellationToken cancel)
    {
        if (!Source.Exists)
        {
            throw new Stop(ExitCode.Truth, Finding.Error(
                "truth.missing", $"there is no {Source.Path}", "write one with 'chimera init', or name yours with --file"));
        }

        var truth = Source.File is { } file
            ? await TruthReader.ReadAsync(file, Source.Folder, Source.Settings, [.. Realms.All], Source.Findings, cancel)
            : null;
        if (truth is null || Source.Findings.HasErrors)
        {
            throw new Stop(Source.Findings.Any(finding => finding.Code == "nix.not-found") ? ExitCode.Missing : ExitCode.Truth, [.. Source.Findings.ByPlace()]);
        }

        FindingText.WriteAll(Source.Findings.ByPlace(), Streams.Err);
        return truth;
    }

    public async ValueTask DisposeAsync()
    {
        _sites.Dispose();
        await _fleet.DisposeAsync();
        await State.DisposeAsync();
    }
}
