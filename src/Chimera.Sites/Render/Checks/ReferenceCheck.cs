using System.Collections.Immutable;
using Chimera.Documents.Yaml;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Checks;

/// <summary>Environment variables: what they refer to, and what is written in them.</summary>
internal sealed class ReferenceCheck : IBlueprintCheck
{
    public IEnumerable<SiteFinding> Check(Blueprint blueprint, CancellationToken cancel)
    {
        var services = Names(blueprint.Services);
        var databases = Names(blueprint.Databases);
        var groups = Names(blueprint.Groups);
        foreach (var (variable, _) in blueprint.Services.SelectMany(service => service.Map.Maps("envVars")))
        {
            cancel.ThrowIfCancellationRequested();
            var found = Unknown(blueprint, "group", variable["fromGroup"], groups)
                .Concat(variable["fromDatabase"] is YamlNode.Map database
                    ? Reference(blueprint, "database", database, databases, Words.DatabaseProperties) : [])
                .Concat(variable["fromService"] is YamlNode.Map service
                    ? Reference(blueprint, "service", service, services, Words.ServiceProperties) : [])
                .Concat(variable["fromService"] is YamlNode.Map nothing ? Nothing(blueprint, nothing) : [])
                .Concat(Interpolated(blueprint, variable));
            foreach (var finding in found)
                yield return finding;
        }

        foreach (var (group, variable) in blueprint.Groups.SelectMany(
            group => group.Map.Maps("envVars").Select(variable => (group, variable.Map))))
        {
            if (variable.Flag("sync") == false)
                yield return blueprint.Finding(
                    RenderFindings.SyncInGroup, variable.Find("sync")!.Key, $"'sync: false' is ignored in the group {group.Called}");

            foreach (var finding in Interpolated(blueprint, variable))
                yield return finding;
        }
    }

    private static ImmutableHashSet<string> Names(ImmutableArray<Resource> resources) =>
        [.. resources.Select(resource => resource.Name).OfType<string>()];

    private static IEnumerable<SiteFinding> Reference(
        Blueprint blueprint, string kind, YamlNode.Map reference, ImmutableHashSet<string> names, ImmutableArray<string> properties)
    {
        foreach (var finding in Unknown(blueprint, kind, reference["name"], names))
            yield return finding;

        if (reference.Text("property") is { } property && !properties.Contains(property))
        {
            yield return blueprint.Finding(
                RenderFindings.UnknownProperty, reference["property"]!, $"a {kind} has no property {Wording.Quote(property)}",
                Nearest.Hint(property, properties, $"write {Wording.Either(properties)}"), Replacement.Word(property, properties));
        }
    }

    private static IEnumerable<SiteFinding> Unknown(Blueprint blueprint, string kind, YamlNode? name, ImmutableHashSet<string> names)
    {
        if (name is YamlNode.Scalar { Type: YamlType.Text } text && !names.Contains(text.Text))
        {
            yield return blueprint.Finding(
                RenderFindings.UnknownReference, text,
                $"no {kind} of this file has the name {Wording.Quote(text.Text)}; it must exist in the workspace",
                Nearest.Hint(text.Text, names, $"declare the {kind} in the file, or see that it exists in the workspace"));
        }
    }

    private static IEnumerable<SiteFinding> Nothing(Blueprint blueprint, YamlNode.Map reference)
    {
        if (reference["property"] is null && reference["envVarKey"] is null && reference["name"] is { } name)
            yield return blueprint.Finding(RenderFindings.NothingReferred, name, "the reference names a service and nothing of it");
    }

    private static IEnumerable<SiteFinding> Interpolated(Blueprint blueprint, YamlNode.Map variable)
    {
        if (variable.Text("value") is { } value && value.IndexOf("${", StringComparison.Ordinal) is >= 0 and var at
            && value.IndexOf('}', at) > at + 2)
            yield return blueprint.Finding(
                RenderFindings.NoInterpolation, variable["value"]!, $"{Wording.Quote(value)} stays as it is written, '${{' and all");
    }
}
