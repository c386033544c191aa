using System.Text.Json.Nodes;

namespace Chimera.Agreement.Comparison;

/// <summary>A difference as one line of JSON, for programs.</summary>
internal static class LogLine
{
    public static string Of(Item item)
    {
        var (path, netlify, chimera) = Json.FirstDifference(item.Netlify, item.Chimera);
        return new JsonObject
        {
            ["kind"] = item.Kind, ["site"] = item.Site, ["of"] = item.Of, ["at"] = path, ["netlify"] = netlify, ["chimera"] = chimera,
        }.ToJsonString();
    }
}
