using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Fleet.Declaration.DeployRs;

/// <summary>Turns evaluated data into nodes, whose places are attribute paths. What is null in Nix counts as left out.</summary>
internal static class JsonNodes
{
    public static Node Of(JsonNode? json, string attribute)
    {
        var place = Place.Of(attribute);
        return json switch
        {
            JsonObject map => new MapNode(
                place,
                [
                    .. map.Where(pair => pair.Value is not null)
                        .Select(pair => new MapEntry(pair.Key, Place.Of(Under(attribute, pair.Key)), Of(pair.Value, Under(attribute, pair.Key)))),
                ]),
            JsonArray list => new ListNode(place, [.. list.Select(item => Of(item, attribute))]),
            null => new ScalarNode(place, "", Quoted: false),
            _ => new ScalarNode(place, json.ToString(), json.GetValueKind() == JsonValueKind.String),
        };
    }

    /// <summary>A name with a dot is two attributes unless it is quoted.</summary>
    public static string Under(string attribute, string name) =>
        name.Contains('.', StringComparison.Ordinal) ? $"{attribute}.\"{name}\"" : $"{attribute}.{name}";
}
