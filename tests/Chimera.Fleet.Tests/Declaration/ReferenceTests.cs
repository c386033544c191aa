using System.Text.Json.Nodes;
using Chimera.Engine.Truth.Reference;
using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Tests.Declaration;

/// <summary>The fleet's part of the reference; the whole of it is written by the tests of the command line, which knows all realms.</summary>
public sealed class ReferenceTests
{
    public const string Example = "tests/Chimera.Fleet.Tests/Declaration/Snapshots/example.yaml";

    [Fact]
    public async Task The_example_of_the_reference_is_right()
    {
        var fleet = await Fleet.Of(await File.ReadAllTextAsync(Snapshot.PathOf(Example)), folder: Path.GetDirectoryName(Snapshot.PathOf(Example))!);

        Assert.Empty(fleet.Lines);
        Assert.Equal(["fleet/db1", "fleet/web1", "fleet/web2", "fleet/web2/agent"], fleet.Truth!.Targets.Select(target => target.Id.ToString()));
    }

    [Fact]
    public void The_schema_refuses_unknown_keys_everywhere()
    {
        var schema = JsonNode.Parse(TruthReference.JsonSchema([FleetDeclaration.Section]))!;

        Assert.All(Objects(schema).Where(node => node["properties"] is JsonObject), node => Assert.NotNull(node["additionalProperties"]));
        Assert.All(
            Objects(schema).Where(node => node["properties"] is JsonObject).SelectMany(node => node["properties"]!.AsObject()),
            property => Assert.NotEmpty((string?)property.Value!["description"] ?? ""));
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => Objects(pair.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
