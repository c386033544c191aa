using System.Globalization;
using Chimera.Documents.Yaml;
using Chimera.Sites.Findings;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Checks;

/// <summary>What a database must keep to beyond the schema.</summary>
internal sealed class DatabaseCheck : IBlueprintCheck
{
    private const int MostReplicas = 5;
    private const int FirstWithStandby = 13;

    public IEnumerable<SiteFinding> Check(Blueprint blueprint, CancellationToken cancel) =>
        blueprint.Databases.SelectMany(
            database => Disk(blueprint, database).Concat(Replicas(blueprint, database)).Concat(Plans(blueprint, database)));

    private static IEnumerable<SiteFinding> Disk(Blueprint blueprint, Resource database) =>
        from key in new[] { "diskSizeGB", "previewDiskSizeGB" }
        let size = database.Map.Number(key)
        where size > 1 && size % 5 != 0
        select blueprint.Finding(
            RenderFindings.DiskSize, database.Map[key]!, $"{key} of {database.Called} is {size}, neither 1 nor a multiple of 5",
            subject: Math.Ceiling(size.Value / 5) is > 0 and < 10_000 and var steps ? $"{steps * 5}" : null);

    private static IEnumerable<SiteFinding> Replicas(Blueprint blueprint, Resource database)
    {
        if (database.Map["readReplicas"] is YamlNode.List { Items: var replicas } list)
        {
            if (replicas.IsEmpty)
                yield return blueprint.Finding(
                    RenderFindings.ReplicasRemoved, list, $"an empty list destroys the read replicas of {database.Called}");
            if (replicas.Length > MostReplicas)
                yield return blueprint.Finding(
                    RenderFindings.TooManyReplicas, list, $"{database.Called} has {replicas.Length} read replicas");
        }
    }

    private static IEnumerable<SiteFinding> Plans(Blueprint blueprint, Resource database)
    {
        if (database.Map["highAvailability"] is YamlNode.Map standby && standby.Flag("enabled") == true)
        {
            if (database.Plan is "free" or "starter" or "standard" || database.Plan?.StartsWith("basic-", StringComparison.Ordinal) == true)
                yield return blueprint.Finding(
                    RenderFindings.HighAvailability, standby["enabled"]!,
                    $"{database.Called} cannot have a standby on the plan '{database.Plan}'");
            if (int.TryParse(database.Map.Text("postgresMajorVersion"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                && version < FirstWithStandby)
                yield return blueprint.Finding(
                    RenderFindings.HighAvailability, standby["enabled"]!,
                    $"{database.Called} cannot have a standby with PostgreSQL {version}");
        }

        if (database.Plan is { } plan && database.Map.Text("previewPlan") is { } preview && Mixed(plan, preview))
            yield return blueprint.Finding(
                RenderFindings.MixedDatabasePlans, database.Map["previewPlan"]!,
                $"the plans '{plan}' and '{preview}' of {database.Called} do not go together");
    }

    private static bool Mixed(string plan, string preview) =>
        (Words.OldDatabasePlans.Contains(plan) && Words.DatabasePlans.Contains(preview))
            || (Words.DatabasePlans.Contains(plan) && Words.OldDatabasePlans.Contains(preview));
}
