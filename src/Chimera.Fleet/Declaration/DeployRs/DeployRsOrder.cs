using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Declaration.DeployRs;

/// <summary>
/// <c>profilesOrder</c> as dependencies of groups: each profile of it waits for the one before, and those not in it wait for its last,
/// as <c>src/cli.rs</c> of deploy-rs puts them.
/// </summary>
internal static class DeployRsOrder
{
    public static Dictionary<string, ImmutableArray<string>> Of(ImmutableArray<Named<DeployRsNode>> nodes, Findings findings)
    {
        var waits = nodes
            .SelectMany(node => node.Value.Profiles.Entries.Select(profile => profile.Name))
            .Distinct()
            .ToDictionary(name => name, _ => new SortedSet<string>(StringComparer.Ordinal));
        foreach (var node in nodes)
        {
            RefuseUnknown(node, findings);
            Chain(node.Value, waits);
        }

        var order = waits.ToDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray());
        var cycle = DependencyCycle.Find(order);
        if (cycle.Length > 0)
        {
            findings.Add(Finding.Error(
                "deploy-rs.order-conflict", $"the profilesOrder of the nodes contradict each other: {string.Join(" → ", cycle)}",
                "give every node the same order", nodes.First(node => !node.Value.ProfilesOrder.IsEmpty).Place));
        }

        return order;
    }

    private static void Chain(DeployRsNode node, Dictionary<string, SortedSet<string>> waits)
    {
        string[] ordered = [.. node.ProfilesOrder.Distinct().Where(waits.ContainsKey)];
        for (var i = 1; i < ordered.Length; i++)
            waits[ordered[i]].Add(ordered[i - 1]);

        if (ordered.Length == 0)
            return;

        foreach (var rest in node.Profiles.Entries.Where(profile => !ordered.Contains(profile.Name)))
            waits[rest.Name].Add(ordered[^1]);
    }

    private static void RefuseUnknown(Named<DeployRsNode> node, Findings findings)
    {
        string[] names = [.. node.Value.Profiles.Entries.Select(profile => profile.Name)];
        foreach (var unknown in node.Value.ProfilesOrder.Where(name => !node.Value.Profiles.Knows(name)))
        {
            findings.Add(Finding.Error(
                "deploy-rs.unknown-profile", $"profilesOrder of node '{node.Name}' names {Wording.Quote(unknown)}, which it has not",
                Nearest.Hint(unknown, names, "remove it from profilesOrder"), node.Place));
        }
    }
}
