using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Agreement.Sites;

/// <summary>
/// Sites written into one JSON file: <c>{"cases":[{"id","files":{path:text},"req":[…]}]}</c>; requests are also taken from
/// <c>results.*.matches[].request</c>. Expected answers in it are not used: the oracle is asked again.
/// </summary>
internal static class Cases
{
    public static IEnumerable<Site> In(string file, int mostRequests)
    {
        JsonNode? document;
        try
        {
            document = JsonNode.Parse(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return [];
        }

        return document is JsonObject root && root["cases"] is JsonArray cases
            ? cases.OfType<JsonObject>().Where(one => one["files"] is JsonObject).Select(one => Read(one, mostRequests)).ToArray()
            : [];
    }

    private static Site Read(JsonObject one, int mostRequests)
    {
        var files = Site.NoFiles.ToBuilder();
        foreach (var (path, text) in one["files"]!.AsObject())
        {
            files[path] = Encoding.UTF8.GetBytes(text!.GetValue<string>());
        }

        var matches = one["results"] is JsonObject results
            ? results.SelectMany(result => result.Value?["matches"] as JsonArray ?? []).Select(match => match?["request"])
            : [];
        var requests = (one["req"] as JsonArray ?? []).Concat(matches).OfType<JsonNode>()
            .Select(request => request is JsonObject ? request.DeepClone() : new JsonObject { ["url"] = request.DeepClone() });
        return new Site(one["id"]?.ToString() ?? "case", files.ToImmutable(), [], [.. requests], mostRequests);
    }
}
