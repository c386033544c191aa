using System.Text.Json.Nodes;

namespace Chimera.Agreement.Comparison;

/// <summary>A difference as one line of JSON, for programs.</summary>
internal static class LogLine
{
    public static string Of(Item item, string oracle)
    {
        var (path, theirs, chimera) = Json.FirstDifference(item.Oracle, item.Chimera);
        return new JsonObject
        {
            ["kind"] = item.Kind, ["site"] = item.Site, ["of"] = item.Of, ["at"] = path, [oracle] = theirs, ["chimera"] = chimera,
        }.ToJsonString();
    }
}
