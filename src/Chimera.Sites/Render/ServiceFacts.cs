using System.Collections.Immutable;
using Chimera.Documents.Yaml;
using Chimera.Engine.Truth;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render.Blueprints;

namespace Chimera.Sites.Render;

/// <summary>What Render reads out of a Blueprint: of the site that is served under plain names, of other services under theirs.</summary>
internal static class ServiceFacts
{
    private static readonly ImmutableArray<(string Key, string Name)> OfSite =
    [
        ("name", "name"), ("type", "type"), ("runtime", "runtime"), ("branch", "branch"), ("rootDir", "base"), ("buildCommand", "command"),
        ("staticPublishPath", "publish"), ("domain", "domain"), ("autoDeployTrigger", "deploy-trigger"),
    ];

    private static readonly ImmutableArray<(string Key, string Name)> OfOthers =
    [
        ("type", "type"), ("runtime", "runtime"), ("plan", "plan"), ("region", "region"), ("rootDir", "base"), ("buildCommand", "command"),
        ("startCommand", "start"), ("schedule", "schedule"),
    ];

    public static ImmutableArray<Fact> Of(Blueprint blueprint, Resource? site)
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        facts.Add(new Fact("config", BlueprintFile.Name, Place.Of(BlueprintFile.Name), Evidence.Documented));
        if (site is not null)
        {
            foreach (var (key, name) in OfSite)
            {
                var node = site.Map[key] as YamlNode.Scalar;
                if (node is not null || key is "rootDir" or "buildCommand" or "staticPublishPath")
                    facts.Add(new Fact(name, node?.Text, node is null ? null : blueprint.File.PlaceOf(node.Span), Evidence.Documented));
            }
        }

        foreach (var service in blueprint.Services.Where(service => !ReferenceEquals(service, site)))
        {
            foreach (var (key, name) in OfOthers)
            {
                if (service.Map[key] is YamlNode.Scalar node)
                    facts.Add(new Fact(
                        $"{service.Name ?? service.Path}.{name}", node.Text, blueprint.File.PlaceOf(node.Span), Evidence.Documented));
            }
        }

        return facts.ToImmutable();
    }
}
