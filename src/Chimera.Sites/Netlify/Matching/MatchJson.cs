using System.Text.Json.Nodes;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>A match in the form in which netlify-redirector 0.5.0 reports it.</summary>
public static class MatchJson
{
    public static JsonObject? Write(RedirectMatch? match)
    {
        if (match is null)
        {
            return null;
        }

        if (match.Force404)
        {
            return new JsonObject
            {
                ["force404"] = true, ["conditions"] = Table(match.Conditions), ["exceptions"] = Table(match.Exceptions),
            };
        }

        var compiled = ((RuleReading.Usable)RuleReader.Read(match.Rule)).Rule;
        var json = new JsonObject();
        if (compiled.Headers is not null)
        {
            json["proxyHeaders"] = Table(compiled.Headers);
        }

        json["from"] = match.Rule.Path.StartsWith('/') ? match.Rule.Path : "/" + match.Rule.Path;
        json["to"] = match.To;
        json["host"] = compiled.Host;
        json["scheme"] = compiled.Scheme;
        json["status"] = match.Status;
        json["force"] = match.Force;
        json["negative"] = match.Negative;
        json["conditions"] = Table(match.Conditions);
        json["exceptions"] = Table(match.Exceptions);
        if (compiled.SigningSecret is not null)
        {
            json["signingSecret"] = compiled.SigningSecret;
        }

        return json;
    }

    /// <summary>JavaScript's assignment to <c>__proto__</c> sets no key of an object.</summary>
    private static JsonObject Table(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.Where(pair => pair.Key != "__proto__").Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
