using System.Collections.Immutable;
using Chimera.Documents.Yaml;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Checks;

/// <summary>What every service must keep to beyond the schema: names, commands, disks, scaling, branches.</summary>
internal sealed class ServiceCheck : IBlueprintCheck
{
    public IEnumerable<SiteFinding> Check(Blueprint blueprint, CancellationToken cancel)
    {
        var previews = (blueprint.Root as YamlNode.Map)?["previews"] is YamlNode.Map root
            && root.Text("generation") is "automatic" or "manual"
            || (blueprint.Root as YamlNode.Map)?.Flag("previewsEnabled") == true;
        return Names(blueprint, blueprint.Services).Concat(Names(blueprint, blueprint.Databases))
            .Concat(blueprint.Services.SelectMany(service => Commands(blueprint, service)))
            .Concat(blueprint.Services.SelectMany(service => Instances(blueprint, service)))
            .Concat(previews ? blueprint.Services.SelectMany(service => Branch(blueprint, service)) : []);
    }

    private static IEnumerable<SiteFinding> Names(Blueprint blueprint, ImmutableArray<Resource> resources)
    {
        var first = new Dictionary<string, YamlNode>();
        foreach (var service in resources)
        {
            if (service.Name is { } name && !first.TryAdd(name, service.Anchor))
            {
                yield return blueprint.Finding(
                    RenderFindings.DuplicateName, service.Anchor,
                    $"{Wording.Quote(name)} is the name of another one too, in line {blueprint.File.PlaceOf(first[name].Span).Line}");
            }
        }
    }

    private static IEnumerable<SiteFinding> Commands(Blueprint blueprint, Resource service)
    {
        if (!service.IsNative)
            yield break;

        if (string.IsNullOrEmpty(service.Map.Text("buildCommand")))
            yield return blueprint.Finding(RenderFindings.NoBuildCommand, service.Anchor, $"{service.Called} has no build command");
        if (string.IsNullOrEmpty(service.Map.Text("startCommand")))
            yield return blueprint.Finding(RenderFindings.NoStartCommand, service.Anchor, $"{service.Called} has no start command");
    }

    private static IEnumerable<SiteFinding> Instances(Blueprint blueprint, Resource service)
    {
        var scaling = service.Map["scaling"] as YamlNode.Map;
        if (service.Map.Find("disk") is { } disk)
        {
            if (service.Plan == "free")
                yield return blueprint.Finding(RenderFindings.DiskWithFreePlan, disk.Key, $"{service.Called} has a disk on the free plan");
            if (scaling is not null || service.Map.Number("numInstances") > 1)
                yield return blueprint.Finding(
                    RenderFindings.DiskWithScaling, disk.Key, $"{service.Called} has a disk and is to have several instances");
        }

        if (scaling?.Number("minInstances") > scaling?.Number("maxInstances"))
        {
            yield return blueprint.Finding(
                RenderFindings.ScalingRange, scaling!["maxInstances"]!,
                $"{service.Called} is to have at least {scaling.Number("minInstances")} "
                + $"and at most {scaling.Number("maxInstances")} instances");
        }
    }

    private static IEnumerable<SiteFinding> Branch(Blueprint blueprint, Resource service)
    {
        // A service of another repository is built from a branch of that one.
        if (service.Map.Find("branch") is { } branch && service.Map.Find("repo") is null)
            yield return blueprint.Finding(
                RenderFindings.BranchBreaksPreviews, branch.Key, $"{service.Called} is built from one branch in every preview");
    }
}
