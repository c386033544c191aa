using System.Collections.Immutable;

namespace Chimera.Engine.Truth;

/// <summary>Finds out whether things that wait for each other can ever start.</summary>
public static class DependencyCycle
{
    /// <summary>Looks for a cycle. Dependencies on unknown names are passed over.</summary>
    /// <returns>The names along one cycle, the first again at the end: <c>a, b, a</c>; empty when there is none.</returns>
    public static ImmutableArray<string> Find(IReadOnlyDictionary<string, ImmutableArray<string>> dependencies)
    {
        ArgumentNullException.ThrowIfNull(dependencies);
        var stuck = dependencies.ToDictionary(pair => pair.Key, pair => pair.Value.Where(dependencies.ContainsKey).ToHashSet());
        var dependents = stuck
            .SelectMany(pair => pair.Value.Select(name => (name, pair.Key)))
            .ToLookup(edge => edge.name, edge => edge.Key);
        var free = new Queue<string>(stuck.Where(pair => pair.Value.Count == 0).Select(pair => pair.Key));
        while (free.TryDequeue(out var name))
        {
            stuck.Remove(name);
            foreach (var dependent in dependents[name])
            {
                if (stuck[dependent].Remove(name) && stuck[dependent].Count == 0)
                    free.Enqueue(dependent);
            }
        }

        return stuck.Count == 0 ? [] : Walk(stuck);
    }

    // Whatever is stuck waits for something that is stuck, so a walk along it comes around.
    private static ImmutableArray<string> Walk(Dictionary<string, HashSet<string>> stuck)
    {
        var path = new List<string>();
        var seen = new HashSet<string>();
        var next = stuck.Keys.Min(StringComparer.Ordinal)!;
        while (seen.Add(next))
        {
            path.Add(next);
            next = stuck[next].Min(StringComparer.Ordinal)!;
        }

        return [.. path[path.IndexOf(next)..], next];
    }
}
