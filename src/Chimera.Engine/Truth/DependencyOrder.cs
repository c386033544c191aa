using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Truth;

/// <summary>Checks that what a realm declares can start one after another.</summary>
public static class DependencyOrder
{
    /// <param name="noun">What an entry is: system, site.</param>
    public static void Check<T>(string noun, Table<T> entries, Func<T, ImmutableArray<Placed<string>>> dependsOn, Findings findings)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(findings);
        string[] names = [.. entries.Entries.Select(entry => entry.Name)];
        foreach (var (entry, needed) in entries.Entries.SelectMany(entry => dependsOn(entry.Value).Select(needed => (entry, needed))))
        {
            if (entries.Knows(needed.Value))
                continue;

            findings.Add(Finding.Error(
                "truth.unknown-dependency",
                $"{noun} '{entry.Name}' depends on '{needed.Value}', which is not declared",
                Nearest.Hint(needed.Value, names, names.Length == 1 ? "remove it" : $"write one of {Wording.Either(names)}"),
                needed.Place));
        }

        var cycle = DependencyCycle.Find(entries.Entries.ToDictionary(
            entry => entry.Name, entry => dependsOn(entry.Value).Select(needed => needed.Value).ToImmutableArray()));
        if (cycle.Length > 0)
        {
            findings.Add(Finding.Error(
                "truth.dependency-cycle",
                $"{noun}s wait for each other: {string.Join(" → ", cycle)}",
                "remove one 'depends_on' of the circle",
                entries.Entries.First(entry => entry.Name == cycle[0]).Place));
        }
    }
}
