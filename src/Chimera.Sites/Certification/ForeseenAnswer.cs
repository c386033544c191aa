using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Certification;

/// <summary>One request and what a deployed site will answer to it: what can be seen of it from outside.</summary>
/// <param name="BodyPath">The published file that is sent; null when the answer's body is not the site's.</param>
/// <param name="Body">What that file holds.</param>
public sealed record ForeseenAnswer(SiteRequest Request, SiteResponse Response, string? BodyPath, Digests? Body)
{
    internal JsonObject Write()
    {
        JsonObject request = new() { ["method"] = Request.Method, ["scheme"] = Request.Scheme, ["host"] = Request.Host, ["target"] = Request.Target };
        AddIfAny(request, "headers", Request.Headers);
        AddIfAny(request, "cookies", Request.Cookies);
        request["country"] = Request.Country;
        request["language"] = Request.Language;
        return new JsonObject
        {
            ["request"] = request,
            ["by"] = Response.By.ToString(),
            ["status"] = Response.Status,
            ["location"] = Response.Location,
            ["proxied"] = Response.ProxiedTo,
            ["body"] = BodyPath,
            ["headers"] = new JsonArray([.. Response.Headers.Select(pair => new JsonArray(pair.Key, pair.Value))]),
            ["evidence"] = Response.Evidence switch
            {
                Evidence.Computed => "computed", Evidence.Documented => "documented", Evidence.Measured => "measured", _ => "unknown",
            },
        };
    }

    private static void AddIfAny(JsonObject parent, string name, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count > 0)
        {
            parent[name] = new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));
        }
    }
}
