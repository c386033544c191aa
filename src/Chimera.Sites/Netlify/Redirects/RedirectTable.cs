using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Truth;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>
/// A redirect of <c>netlify.toml</c> (@netlify/redirect-parser, normalize.js), with the names that fields once had and values of any type.
/// </summary>
internal sealed class RedirectTable(JsonObject table)
{
    private readonly JsonObject _odd = [];

    /// <summary>The fields that are read, with the names they go by; the first that is there is taken.</summary>
    public static readonly ImmutableArray<ImmutableArray<string>> Names =
    [
        ["from", "origin"], ["to", "destination"], ["query", "params", "parameters"], ["status"], ["force"], ["conditions"],
        ["signed", "signing", "sign"], ["headers"], ["rate_limit"],
    ];

    public RedirectOutcome Normalise(Place? place)
    {
        if (!Find("from", out var fromNode))
        {
            return new RedirectOutcome
                .Refused(RedirectFindings.MissingSource, "Missing \"from\" field", "from", "the redirect has no 'from'");
        }

        var hasHeaders = Find("headers", out var headers);
        if (hasHeaders && headers is not JsonObject)
        {
            return BadField("headers", "\"headers\" field must be an object", "'headers' of the redirect is not a table");
        }

        double? status = null;
        if (Find("status", out var statusNode))
        {
            status = statusNode is JsonValue whole && whole.TryGetValue(out long number) && number is >= 0 and < 1_000_000
                ? number
                : JsNumber.ParseInt(JsValue.Text(statusNode));
            if (!JsNumber.IsInteger(status.Value))
            {
                return RedirectParts.BadStatus(JsValue.Text(statusNode));
            }
        }

        var hasTo = Find("to", out var toNode);
        if (JsValue.AsString(fromNode) is not { } from)
        {
            return BadField(
                "from", NoMethod(fromNode, hasTo ? "pathOrUrl.startsWith" : "from.endsWith"), "'from' of the redirect is not a text");
        }

        var to = hasTo ? JsValue.AsString(toNode) : RedirectParts.ForwardTarget(from, status);
        if (!hasTo && to is null)
        {
            return RedirectParts.MissingTarget(from);
        }

        if (RedirectParts.SourceOf(from, out var refused) is not { } source)
        {
            return refused!;
        }

        if (status == 200 && to is null)
        {
            return BadField("to", NoMethod(toNode, "pathOrUrl.startsWith"), "'to' of the redirect is not a text");
        }

        if (Find("conditions", out var conditions) && conditions is null)
        {
            return BadField("conditions", "Cannot destructure 'conditions' as it is null.", "'conditions' of the redirect is nothing");
        }

        var force = false;
        if (Find("force", out var forceNode) && !TryBoolean(forceNode, out force))
        {
            KeepOdd("force", forceNode);
        }

        if (hasTo && to is null)
        {
            KeepOdd("to", toNode);
        }

        var typedConditions = conditions is null ? [] : Conditions(conditions);
        var query = Texts("query");
        var signed = Find("signed", out var signedNode) ? JsValue.AsString(signedNode) : null;
        if (signed is null && Find("signed", out _))
        {
            KeepOdd("signed", signedNode);
        }

        var headerPairs = Texts("headers");
        if (Find("rate_limit", out var limit))
        {
            KeepOdd("rate_limit", limit);
        }

        return new RedirectOutcome.Accepted(new RedirectRule
        {
            From = from,
            To = to,
            Status = status,
            Force = force,
            Query = [.. query.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))],
            Conditions = typedConditions,
            Headers = headerPairs,
            Signed = signed,
            Scheme = source.Scheme,
            Host = source.Host,
            Path = source.Path,
            IsProxy = RedirectParts.IsProxy(status, to),
            Odd = _odd.Count == 0 ? null : _odd,
            Place = place,
        });
    }

    /// <summary>The name that a field is written under; null when it is not there.</summary>
    public static string? WrittenName(JsonObject table, string field)
    {
        foreach (var names in Names)
        {
            if (names[0] != field)
            {
                continue;
            }

            foreach (var name in names)
            {
                if (table.ContainsKey(name))
                {
                    return name;
                }
            }
        }

        return null;
    }

    private bool Find(string field, out JsonNode? value)
    {
        value = null;
        return WrittenName(table, field) is { } name && table.TryGetPropertyValue(name, out value);
    }

    private void KeepOdd(string field, JsonNode? value) => _odd[field] = value?.DeepClone();

    private ImmutableArray<Condition> Conditions(JsonNode? node)
    {
        var all = RedirectConditions.OfTable(Entries(node));
        if (RedirectConditions.Typed(all) is { } typed)
        {
            return typed;
        }

        _odd["conditions"] = new JsonObject(all.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        return [];
    }

    private ImmutableArray<KeyValuePair<string, string>> Texts(string field)
    {
        if (!Find(field, out var node))
        {
            return [];
        }

        if (node is JsonObject map && map.All(pair => JsValue.IsString(pair.Value)))
        {
            return [.. JsObject.Keys(map).Select(key => KeyValuePair.Create(key, map[key]!.GetValue<string>()))];
        }

        KeepOdd(field, node);
        return [];
    }

    /// <summary>What JavaScript's rest of a destructured value holds.</summary>
    private static List<KeyValuePair<string, JsonNode?>> Entries(JsonNode? node) => node switch
    {
        JsonObject map => [.. JsObject.Keys(map).Select(key => KeyValuePair.Create(key, map[key]))],
        JsonArray list => [.. list.Select((item, index) => KeyValuePair.Create(JsNumber.Text(index), item))],
        _ when JsValue.AsString(node) is { } text =>
            [.. text.Select((c, index) => KeyValuePair.Create(JsNumber.Text(index), (JsonNode?)JsonValue.Create(c.ToString())))],
        _ => [],
    };

    private static RedirectOutcome.Refused BadField(string field, string reason, string message) =>
        new(RedirectFindings.BadField, reason, field, message + ", so the rule is dropped");

    private static string NoMethod(JsonNode? value, string call) =>
        value is null ? $"Cannot read properties of null (reading '{call[(call.IndexOf('.', StringComparison.Ordinal) + 1)..]}')" : call
            + " is not a function";

    private static bool TryBoolean(JsonNode? node, out bool value)
    {
        value = false;
        return JsValue.IsBoolean(node) && ((JsonValue)node!).TryGetValue(out value);
    }
}
