using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Declaration;

/// <summary>Checks that the systems can start one after another.</summary>
internal static class SystemOrder
{
    public static void Check(Table<SystemEntry> systems, Findings findings)
    {
        string[] names = [.. systems.Entries.Select(system => system.Name)];
        foreach (var (system, needed) in systems.Entries.SelectMany(system => system.Value.DependsOn.Select(needed => (system, needed))))
        {
            if (systems.Knows(needed.Value))
                continue;

            findings.Add(Finding.Error(
                "fleet.unknown-system",
                $"system '{system.Name}' depends on '{needed.Value}', which is not declared",
                Nearest.Hint(needed.Value, names, names.Length == 1 ? "remove it" : $"write one of {Wording.Either(names)}"),
                needed.Place));
        }

        var cycle = DependencyCycle.Find(systems.Entries.ToDictionary(
            system => system.Name, system => system.Value.DependsOn.Select(needed => needed.Value).ToImmutableArray()));
        if (cycle.Length > 0)
        {
            findings.Add(Finding.Error(
                "fleet.dependency-cycle",
                $"systems wait for each other: {string.Join(" → ", cycle)}",
                "remove one 'depends_on' of the circle",
                systems.Entries.First(system => system.Name == cycle[0]).Place));
        }
    }
}
