using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Selectors;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Declaration;

/// <summary>Decides which host gets which systems, and says where that makes no sense.</summary>
internal sealed class SystemAssignment(Table<HostEntry> hosts, Table<SystemEntry> systems, HostOptions defaults, Findings findings)
{
    /// <summary>Every host of every system, with the profile the system has there.</summary>
    public ImmutableArray<Assigned> Assign()
    {
        var owners = new Dictionary<(string Host, string ProfileName), Assigned>();
        foreach (var system in systems.Entries)
        {
            WarnOfWordsForNothing(system);
            foreach (var host in hosts.Entries.Where(host => system.Value.On.Value.Matches(SubjectOf(host))))
            {
                var assigned = new Assigned(host, system, system.Value.Profile ?? host.Value.Options.Over(defaults).Profile ?? HostOptions.SystemProfile);
                if (!owners.TryAdd((host.Name, assigned.ProfileName), assigned))
                    Clash(owners[(host.Name, assigned.ProfileName)], assigned);
            }
        }

        WarnOfIdleHosts([.. owners.Keys.Select(key => key.Host)]);
        WarnOfIdleSystems([.. owners.Values.Select(assigned => assigned.System.Name)]);
        return [.. owners.Values];
    }

    private static SelectorSubject SubjectOf(Named<HostEntry> host) => new([host.Name, $"{FleetSection.Name}/{host.Name}"], host.Value.Tags);

    private void Clash(Assigned first, Assigned second) => findings.Add(Finding.Error(
        "fleet.profile-claimed-twice",
        $"systems '{first.System.Name}' and '{second.System.Name}' both select host '{second.Host.Name}' for the profile {second.ProfileName}",
        "narrow one 'on', or give one system a 'profile' of its own",
        second.System.Value.On.Place));

    // While entries are broken nobody knows what they would have matched.
    private void WarnOfWordsForNothing(Named<SystemEntry> system)
    {
        if (hosts.Broken.Count > 0)
            return;

        string[] known = [.. hosts.Entries.SelectMany(host => host.Value.Tags.Append(host.Name)).Distinct()];
        foreach (var word in system.Value.On.Value.Words.Where(word => !hosts.Entries.Any(host => word.Matches(SubjectOf(host)))))
        {
            findings.Add(Finding.Warning(
                "truth.selector-matches-nothing",
                $"system '{system.Name}': no host is called or tagged '{word.Pattern}' (selector column {word.Column})",
                Nearest.Hint(word.Pattern, known, "tag a host with it, or remove it"),
                system.Value.On.Place));
        }
    }

    private void WarnOfIdleHosts(HashSet<string> busy)
    {
        // Hosts without any system are there for the sites.
        if (systems.Broken.Count > 0 || systems.Entries.IsEmpty)
            return;

        foreach (var host in hosts.Entries.Where(host => !busy.Contains(host.Name)))
        {
            findings.Add(Finding.Warning(
                "fleet.host-without-system", $"no system selects host '{host.Name}': nothing is deployed to it",
                "let the 'on' of a system select it, or leave it if only sites are served there", host.Place));
        }
    }

    private void WarnOfIdleSystems(HashSet<string> busy)
    {
        if (hosts.Broken.Count > 0)
            return;

        foreach (var system in systems.Entries.Where(system => !busy.Contains(system.Name)))
        {
            findings.Add(Finding.Warning(
                "fleet.system-without-host", $"system '{system.Name}' selects no host: it is deployed nowhere",
                "change its 'on', or remove it", system.Value.On.Place));
        }
    }
}
