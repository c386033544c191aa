using System.Collections.Immutable;
using Chimera.Documents.Yaml;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render.Blueprints;

namespace Chimera.Sites.Render;

/// <summary>What Render reads out of a Blueprint: of the site that is served under plain names, of other services under theirs.</summary>
internal static class ServiceFacts
{
    private static readonly ImmutableArray<string> OfSite =
    [
        "name", "type", "runtime", "rootDir", "buildCommand", "staticPublishPath", "branch", "domain", "autoDeployTrigger",
    ];

    private static readonly ImmutableArray<string> OfOthers =
        ["type", "runtime", "plan", "region", "rootDir", "buildCommand", "startCommand", "schedule"];

    public static ImmutableArray<Fact> Of(Blueprint blueprint, Resource? site)
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        if (site is not null)
        {
            foreach (var key in OfSite)
            {
                var node = site.Map[key] as YamlNode.Scalar;
                if (node is not null || key is "rootDir" or "buildCommand" or "staticPublishPath")
                    facts.Add(new Fact(key, node?.Text, node is null ? null : blueprint.File.PlaceOf(node.Span), Evidence.Documented));
            }
        }

        foreach (var service in blueprint.Services.Where(service => !ReferenceEquals(service, site)))
        {
            foreach (var key in OfOthers)
            {
                if (service.Map[key] is YamlNode.Scalar node)
                    facts.Add(new Fact(
                        $"{service.Name ?? service.Path}.{key}", node.Text, blueprint.File.PlaceOf(node.Span), Evidence.Documented));
            }
        }

        return facts.ToImmutable();
    }
}
