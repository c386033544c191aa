using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Declaration.DeployRs;

/// <summary>
/// Reads <c>deploy.nodes</c> of a flake as deploy-rs does (github.com/serokell/deploy-rs, <c>interface.json</c>, <c>src/data.rs</c>,
/// <c>src/cli.rs</c>). A profile's name is its group, so that the same profile of all nodes travels in waves together.
/// </summary>
internal sealed class DeployRsReader(IFlakeReader flakes, AccessDefaults access, Findings findings)
{
    public async Task<ImmutableArray<DeclaredTarget>> ReadAsync(Placed<string> written, RolloutPolicy defaults, CancellationToken cancel)
    {
        var reference = SourceTemplate.AbsoluteReference(written.Value, access.Folder);
        switch (await flakes.ReadAsync(reference, "deploy", DeployRsFlake.Apply, cancel))
        {
            case FlakeReading.Failed { Why: var why }:
                findings.Add(why with { Place = why.Place ?? written.Place });
                return [];
            case FlakeReading.Read { Value: var json }:
                var shown = $"{written.Value}#deploy";
                return DeployRsFlake.Shape.TryRead(JsonNodes.Of(json, shown), new Reading(findings, "deploy"), out var flake)
                    ? Declare(flake, written, shown, reference, defaults)
                    : [];
            default:
                throw new InvalidOperationException("a flake reading has two cases");
        }
    }

    private ImmutableArray<DeclaredTarget> Declare(
        DeployRsFlake flake, Placed<string> written, string shown, string reference, RolloutPolicy defaults)
    {
        if (flake.Nodes.Entries.IsEmpty && flake.Nodes.Broken.IsEmpty)
        {
            findings.Add(Finding.Error(
                "deploy-rs.no-nodes", $"{shown} has no nodes", "declare deploy.nodes in the flake, or remove it from deploy_rs", written.Place));
        }

        var profiles = (
            from node in flake.Nodes.Entries
            from profile in node.Value.Profiles.Entries
            select new DeployRsTarget(
                node, profile, profile.Value.Settings.Over(node.Value.Settings).Over(flake.Settings), access, findings)).ToArray();
        var order = DeployRsOrder.Of(flake.Nodes.Entries, findings);
        var policies = profiles.ToLookup(profile => profile.Group).ToDictionary(group => group.Key, group => PolicyOf(group, defaults));
        foreach (var (group, policy) in policies)
            RolloutOverrides.Check(policy, $"profile '{group}' of {shown}", written.Place, findings);

        return [.. profiles.Select(profile => profile.Declare(reference, order[profile.Group], policies[profile.Group]))];
    }

    // deploy-rs waits for each activation and then for its confirmation; the slowest of a group sets its deadline.
    private static RolloutPolicy PolicyOf(IEnumerable<DeployRsTarget> group, RolloutPolicy defaults)
    {
        var longest = group.Max(profile => profile.Deadline) ?? defaults.HealthyDeadline;
        return defaults with
        {
            HealthyDeadline = longest,
            ProgressDeadline = longest > defaults.ProgressDeadline ? longest : defaults.ProgressDeadline,
        };
    }
}
