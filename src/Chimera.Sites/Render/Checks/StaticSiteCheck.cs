using Chimera.Documents.Yaml;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Checks;

/// <summary>What a static site must keep to beyond the schema.</summary>
internal sealed class StaticSiteCheck : IBlueprintCheck
{
    public IEnumerable<SiteFinding> Check(Blueprint blueprint, CancellationToken cancel) =>
        blueprint.Services.Where(service => service.IsStatic).SelectMany(
            service => Site(blueprint, service).Concat(Rules(blueprint, service)));

    private static IEnumerable<SiteFinding> Site(Blueprint blueprint, Resource service)
    {
        if (service.Type is { } type && type != "web")
            yield return blueprint.Finding(
                RenderFindings.StaticType, service.Map["type"]!, $"{service.Called} is a static site of the type {Wording.Quote(type)}",
                subject: "type");
        else if (service.Map["runtime"] is null)
            yield return blueprint.Finding(
                RenderFindings.StaticType, service.Map["type"] ?? service.Anchor, $"{service.Called} does not say 'runtime: static'",
                "add runtime: static", "runtime");

        // The schema takes a static site with a plan for a server, as long as nothing else says that it is none.
        foreach (var entry in service.Map.Entries.Where(
            entry => BlueprintShapes.Server.Known.ContainsKey(entry.Name) && !BlueprintShapes.Static.Known.ContainsKey(entry.Name)))
            yield return blueprint.Finding(
                RenderFindings.NotOnStaticSite, entry.Key, $"a static site has no '{entry.Name}'", $"remove {entry.Name}", entry.Name);

        if (string.IsNullOrEmpty(service.Map.Text("staticPublishPath")))
            yield return blueprint.Finding(
                RenderFindings.NoPublishPath, service.Anchor, $"{service.Called} does not say which folder to publish");
    }

    private static IEnumerable<SiteFinding> Rules(Blueprint blueprint, Resource service)
    {
        foreach (var (route, _) in service.Map.Maps("routes"))
        {
            if (route.Text("source") is { } source && !source.StartsWith('/'))
                yield return blueprint.Finding(
                    RenderFindings.RouteSource, route["source"]!, $"{Wording.Quote(source)} is not a path",
                    subject: Replacement.Path(source));
            if (route.Text("destination") is { } destination && !IsDestination(destination))
                yield return blueprint.Finding(
                    RenderFindings.RouteDestination, route["destination"]!,
                    $"{Wording.Quote(destination)} is neither a path nor an address", subject: Replacement.Path(destination));
        }

        foreach (var (header, _) in service.Map.Maps("headers"))
        {
            if (header.Text("path") is { } path && !path.StartsWith('/'))
                yield return blueprint.Finding(
                    RenderFindings.HeaderPath, header["path"]!, $"{Wording.Quote(path)} is not a path", subject: Replacement.Path(path));
        }
    }

    private static bool IsDestination(string destination) =>
        destination.StartsWith('/') || destination.StartsWith("https://", StringComparison.Ordinal)
            || destination.StartsWith("http://", StringComparison.Ordinal);
}
