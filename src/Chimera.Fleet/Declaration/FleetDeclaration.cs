using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration.DeployRs;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Declaration;

/// <summary>Reads the <c>fleet</c> section of the truth file: hosts, systems, and deploy-rs flakes.</summary>
/// <param name="documents">Opens the hosts file.</param>
/// <param name="flakes">Evaluates deploy-rs flakes.</param>
public sealed class FleetDeclaration(IDocumentReader documents, IFlakeReader flakes, ResolvedSettings settings) : IDeclare
{
    /// <summary>What the section may be, for the schema and the reference of the truth file.</summary>
    public static RealmSection Section => FleetSection.Realm;

    public string Name => FleetSection.Name;

    /// <summary>How to log in to each host that the section declared, also to those without a system; empty before it was read.</summary>
    public ImmutableDictionary<string, HostAccess> Hosts { get; private set; } = ImmutableDictionary<string, HostAccess>.Empty;

    public async Task<ImmutableArray<DeclaredTarget>> DeclareAsync(
        Node section, string folder, RolloutPolicy defaults, Findings findings, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (!FleetSection.Shape.TryRead(section, new Reading(findings, Name), out var fleet))
            return [];

        var access = new AccessDefaults(settings, fleet.Defaults, folder);
        var hosts = await HostTable.ReadAsync(fleet, folder, documents, findings, cancel);
        Hosts = hosts.Entries.ToImmutableDictionary(host => host.Name, host => access.Of(host.Value.Address ?? host.Name, host.Value.Options));
        DependencyOrder.Check("system", fleet.Systems, system => system.DependsOn, findings);
        SystemRules.Check(fleet.Systems, defaults, findings);
        var assigned = new SystemAssignment(hosts, fleet.Systems, fleet.Defaults, findings).Assign();
        var declared = assigned.Select(one => TargetOf(one, access, defaults)).ToList();

        // A flake says who logs in and where; what deploy-rs does not know comes from here.
        var trust = fleet.Defaults with { User = null, Port = null, Sudo = null };
        var reader = new DeployRsReader(flakes, new AccessDefaults(settings, trust, folder), findings);
        foreach (var flake in fleet.Flakes)
            declared.AddRange(await reader.ReadAsync(flake, defaults, cancel));

        RefuseClashes(declared, fleet, findings);
        return [.. declared];
    }

    private static DeclaredTarget TargetOf(Assigned assigned, AccessDefaults access, RolloutPolicy defaults)
    {
        var (host, system) = (assigned.Host, assigned.System.Value);
        var spec = new HostSpec(
            access.Of(host.Value.Address ?? host.Name, host.Value.Options),
            SourceTemplate.For(system.Source, system.Attribute?.Value, host.Name, access.Folder),
            assigned.Profile,
            system.Checks,
            host.Value.Options.Substitute ?? access.Options.Substitute ?? false)
        {
            ProveLogin = access.ProveLogin(host.Value.Options),
        };
        return new DeclaredTarget(
            Assigned.IdOf(host.Name, assigned.Profile),
            assigned.System.Name,
            [.. host.Value.Tags.Distinct().Order(StringComparer.Ordinal)],
            [.. system.DependsOn.Select(needed => needed.Value).Distinct().Order(StringComparer.Ordinal)],
            system.Rollout?.Value.Over(defaults) ?? defaults,
            HostSpecDocument.Write(spec));
    }

    // Within the file clashes were told with their places; these are between the file and flakes, or two flakes.
    private static void RefuseClashes(List<DeclaredTarget> declared, FleetSection fleet, Findings findings)
    {
        if (fleet.Flakes.IsEmpty)
            return;

        foreach (var twice in declared.GroupBy(target => target.Id).Where(group => group.Count() > 1))
        {
            findings.Add(Finding.Error(
                "fleet.target-declared-twice", $"{twice.Key} is declared twice, by a flake and by something else",
                "remove it from one of them", fleet.Flakes[0].Place, twice.Key));
        }

        foreach (var name in declared.GroupBy(target => target.Group).Where(group => group.DistinctBy(target => target.Rollout).Count() > 1))
        {
            findings.Add(Finding.Error(
                "fleet.group-declared-twice", $"the name '{name.Key}' is used by a system and by a profile of a flake with another rollout",
                "rename the system", fleet.Flakes[0].Place));
        }
    }
}
