using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Sites.Balancing;
using Chimera.Sites.Netlify.Variables;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;
using Chimera.Sites.Watching.Healing;

namespace Chimera.Sites.Declaration;

/// <summary>
/// Reads the <c>sites</c> section of the truth file. A site is one target on each of its platforms and hosts, and they form a group.
/// </summary>
/// <param name="hosts">Knows the hosts that the truth declares; asked after the fleet's section was read.</param>
public sealed class SitesDeclaration(IReleaseHosts hosts) : IDeclare
{
    private const string Realm = "sites";
    private const int LongestName = 63;

    private static readonly Shape<Table<SiteEntry>> Shape = Shapes.Map("SITE", SiteScalars.Name, SiteEntry.Shape);

    /// <summary>What the section may be, for the schema and the reference of the truth file.</summary>
    public static RealmSection Section { get; } = new(Realm, Shape, "web sites and who serves them", () => []);

    public string Name => Realm;

    public Task<ImmutableArray<DeclaredTarget>> DeclareAsync(
        Node section, string folder, RolloutPolicy defaults, Engine.Validation.Findings findings, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (!Shape.TryRead(section, new Reading(findings, Name), out var sites))
        {
            return Task.FromResult(ImmutableArray<DeclaredTarget>.Empty);
        }

        foreach (var balanced in sites.Entries.Where(site => site.Value.Balance is { On.IsEmpty: false }))
        {
            TellOfFolder(balanced, sites, findings);
        }

        DependencyOrder.Check("site", sites, site => site.DependsOn, findings);
        return Task.FromResult(sites.Entries.SelectMany(site => TargetsOf(site, folder, defaults, findings)).ToImmutableArray());
    }

    /// <summary>What the section declares of balancers, by the site's name; where something is wrong with one, findings say so.</summary>
    /// <param name="folder">That of the truth file.</param>
    public ImmutableDictionary<string, BalanceSpec> Balances(Node section, string folder, Engine.Validation.Findings findings) =>
        Shape.TryRead(section, new Reading(findings, Name), out var sites)
            ? sites.Entries.Select(site => site.Value.Balance is { } balance ? new BalanceReading(site, balance, folder, hosts, findings).Read() : null)
                .OfType<BalanceSpec>().ToImmutableDictionary(spec => spec.Site, StringComparer.Ordinal)
            : [];

    /// <summary>What the section declares of watching, by the site's name.</summary>
    public static ImmutableDictionary<string, WatchSpec> Watches(Node section, Engine.Validation.Findings findings) =>
        Shape.TryRead(section, new Reading(findings, Realm), out var sites)
            ? sites.Entries.Where(site => site.Value.Watch is not null)
                .ToImmutableDictionary(site => site.Name, site => new WatchSpec(site.Value.Watch!.OnDrift, site.Value.Watch.Every?.Value), StringComparer.Ordinal)
            : [];

    /// <summary>The name of a site on a platform: <c>sites/docs/netlify</c>; on one of its hosts, <c>sites/docs/host/web1</c>.</summary>
    public static TargetId IdOf(string site, Platform platform, string? host = null) =>
        new(Realm, host is null ? $"{site}/{platform.Name()}" : $"{site}/{platform.Name()}/{host}");

    /// <summary>The name of a site's balancer on a host: <c>sites/docs/balance/edge1</c>.</summary>
    public static TargetId BalancerOn(string site, string host) => new(Realm, $"{GroupOfBalancer(site)}/{host}");

    /// <summary>The name of a site's variables at Netlify: <c>sites/docs/environment</c>.</summary>
    public static TargetId EnvironmentOf(string site) => new(Realm, $"{site}/environment");

    /// <summary>The name of a site's weights in DNS: <c>sites/docs/dns</c>.</summary>
    public static TargetId RecordsOf(string site) => new(Realm, $"{site}/dns");

    private static string GroupOfBalancer(string site) => $"{site}/balance";

    // A balancer has a folder of its own on a host, beside those of sites.
    private static void TellOfFolder(Named<SiteEntry> site, Table<SiteEntry> sites, Engine.Validation.Findings findings)
    {
        var folder = BalancerOnHost.FolderOf(site.Name);
        if (folder.Length > LongestName || sites.Entries.Any(other => other.Name == folder))
        {
            findings.Add(Finding.Error(
                "sites.balance-name",
                $"the balancer of '{site.Name}' is called {folder} on its hosts, which is {(folder.Length > LongestName ? "too long" : "another site's name")}",
                "give the site another name", site.Value.Balance!.On[0].Place));
        }
    }

    /// <summary>They go after the site that they send visitors to, one of several first; DNS, which sends visitors to them, goes last.</summary>
    private static IEnumerable<DeclaredTarget> BalancersOf(Named<SiteEntry> site, BalanceSpec spec, IReleaseHosts hosts, RolloutPolicy policy)
    {
        string[] first = [.. site.Value.DependsOn.Select(needed => needed.Value).Append(site.Name)];
        var on = spec.On.Select(name =>
            Balancer(BalancerOn(site.Name, name), GroupOfBalancer(site.Name), first, new BalanceEdge.Host(name, hosts.Find(name)!)));
        return spec.Dns is not { } dns ? on : on.Append(Balancer(
            RecordsOf(site.Name), RecordsOf(site.Name).Name, [.. first, .. spec.On.IsEmpty ? [] : new[] { GroupOfBalancer(site.Name) }],
            new BalanceEdge.Records(dns)));

        DeclaredTarget Balancer(TargetId id, string group, IEnumerable<string> needs, BalanceEdge edge) => new(
            id,
            group,
            [.. site.Value.Tags.Append("balance").Distinct().Order(StringComparer.Ordinal)],
            [.. needs.Distinct().Order(StringComparer.Ordinal)],
            policy,
            new BalanceTarget(spec, edge).Write());
    }

    /// <summary>Deploys read them, so they go before the site.</summary>
    private static DeclaredTarget? VariablesOf(Named<SiteEntry> site, string folder, RolloutPolicy policy, Engine.Validation.Findings findings)
    {
        if (site.Value.Netlify is not { Environment: { Entries.IsEmpty: false } entries } netlify || site.Value.Platforms.All(platform => platform.Value != Platform.Netlify))
        {
            return null;
        }

        var variables = entries.Entries.Select(entry => entry.Value.Read(entry.Name, folder, findings))
            .OrderBy(variable => variable.Name, StringComparer.Ordinal);
        return new DeclaredTarget(
            EnvironmentOf(site.Name), EnvironmentOf(site.Name).Name,
            [.. site.Value.Tags.Append("environment").Distinct().Order(StringComparer.Ordinal)],
            [.. site.Value.DependsOn.Select(needed => needed.Value).Distinct().Order(StringComparer.Ordinal)],
            policy,
            new VariablesTarget(
                site.Name, new Connection.Netlify(netlify.Site.Value, netlify.Api?.Value, netlify.Token.In(folder)), [.. variables]).Write());
    }

    private IEnumerable<DeclaredTarget> TargetsOf(Named<SiteEntry> site, string folder, RolloutPolicy defaults, Engine.Validation.Findings findings)
    {
        var path = Path.GetFullPath(site.Value.Path.Value, folder);
        if (!Directory.Exists(path))
        {
            findings.Add(Finding.Error(
                "sites.folder-missing", $"the site '{site.Name}' has no folder {site.Value.Path.Value}",
                "name a folder that exists, relative to this file", site.Value.Path.Place));
        }

        foreach (var twice in site.Value.Platforms.GroupBy(platform => platform.Value).Where(group => group.Count() > 1))
        {
            findings.Add(Finding.Error(
                "sites.platform-twice", $"the site '{site.Name}' names {twice.Key.Name()} twice", "remove one of them", twice.Last().Place));
        }

        // A site's platforms go together, unless it says otherwise: each is another way to the same visitors.
        var policy = defaults with { Canary = 0 };
        var balancing = defaults;
        if (site.Value.Rollout is { } own)
        {
            (policy, balancing) = (own.Value.Over(policy), own.Value.Over(balancing));
            RolloutOverrides.Check(policy, $"site {site.Name}", own.Place, findings);
        }

        var spec = site.Value.Balance is { } balance ? new BalanceReading(site, balance, folder, hosts, findings).Read() : null;
        var variables = VariablesOf(site, folder, policy, findings);
        var ways = new SiteWays(site, folder, hosts, findings);
        return site.Value.Platforms.Select(platform => platform.Value).Distinct().SelectMany(ways.To).Select(way => new DeclaredTarget(
            IdOf(site.Name, way.Platform, way.Host),
            site.Name,
            [.. site.Value.Tags.Append(way.Platform.Name()).Distinct().Order(StringComparer.Ordinal)],
            [.. site.Value.DependsOn.Select(needed => needed.Value).Concat(variables is null ? [] : [variables.Group]).Distinct().Order(StringComparer.Ordinal)],
            policy,
            new SiteSpec(site.Name, path, way.Platform, new DeployContext(site.Value.Context, site.Value.Branch), way.Connection, way.Address).Write()))
            .Concat(variables is null ? [] : [variables])
            .Concat(spec is null ? [] : BalancersOf(site, spec, hosts, balancing));
    }
}
