using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Tests.Netlify.Matching;

/// <summary>Rules and requests in the form in which the platform's own packages write and take them.</summary>
internal static class OracleJson
{
    private static readonly string[] Typed =
        ["from", "to", "query", "status", "force", "conditions", "headers", "signed", "scheme", "host", "path"];

    public static ImmutableArray<RedirectRule> Rules(JsonArray rules) => [.. rules.Select(rule => Rule(rule!.AsObject()))];

    public static RedirectRule Rule(JsonObject rule)
    {
        var from = rule["from"]!.GetValue<string>();
        var (scheme, host, path) = Url(from);
        var odd = new JsonObject();
        foreach (var (name, value) in rule)
        {
            if (Typed.Contains(name) && !IsUsual(name, value))
            {
                odd[name] = value?.DeepClone();
            }
        }

        return new RedirectRule
        {
            From = from,
            To = Text(rule["to"]),
            Status = rule["status"]?.GetValueKind() == JsonValueKind.Number ? rule["status"]!.GetValue<double>() : null,
            Force = rule["force"]?.GetValueKind() == JsonValueKind.True,
            Query = odd.ContainsKey("query") ? [] : Pairs(rule["query"], value => (string?)value!.GetValue<string>()),
            Headers = odd.ContainsKey("headers") ? [] : Pairs(rule["headers"], value => value!.GetValue<string>()),
            Conditions = odd.ContainsKey("conditions")
                ? []
                : [.. Pairs(rule["conditions"], value => value!).Select(pair => Condition(pair.Key, pair.Value))],
            Signed = Text(rule["signed"]),
            Scheme = Text(rule["scheme"]) ?? scheme,
            Host = Text(rule["host"]) ?? host,
            Path = Text(rule["path"]) ?? path,
            Odd = odd.Count == 0 ? null : odd,
        };
    }

    /// <summary>A request as the platform's local tools would hand it on, and the path as they decode it.</summary>
    public static (SiteRequest Request, string Decoded) Request(JsonObject request)
    {
        var url = new Uri(new Uri("http://localhost"), request["url"]!.GetValue<string>());
        var rest = request["url"]!.GetValue<string>();
        rest = rest.StartsWith('/') ? rest : rest[url.GetLeftPart(UriPartial.Authority).Length..];
        rest = rest.Split('#')[0];
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? rest : rest[..query];
        path = path.Length == 0 ? "/" : path;
        var headers = Pairs(request["headers"], value => value!.GetValue<string>())
            .ToImmutableDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value);
        var cookies = Pairs(request["cookies"], value => value!.GetValue<string>()).ToImmutableDictionary();
        var accepted = headers.GetValueOrDefault("accept-language");
        return (new SiteRequest(
            "GET", url.Scheme, url.Host, path, query < 0 ? "" : rest[(query + 1)..], headers, cookies,
            Text(request["country"]) ?? "us", Text(request["language"]) ?? (accepted is null ? "en" : null)), Uri.UnescapeDataString(path));
    }

    private static (string? Scheme, string? Host, string Path) Url(string from)
    {
        var host = from.IndexOf("//", StringComparison.Ordinal) + 2;
        if (!from.StartsWith("http://", StringComparison.Ordinal) && !from.StartsWith("https://", StringComparison.Ordinal))
        {
            return (null, null, from);
        }

        var path = from.IndexOf('/', host);
        path = path < 0 ? from.Length : path;
        return (from[..(host - 3)], from[host..path].ToLowerInvariant(), path == from.Length ? "/" : from[path..].Split('?', '#')[0]);
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static bool IsUsual(string name, JsonNode? value) => name switch
    {
        "status" => value?.GetValueKind() == JsonValueKind.Number,
        "force" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "query" or "headers" => value is JsonObject table && table.All(pair => pair.Value?.GetValueKind() == JsonValueKind.String),
        "conditions" => value is JsonObject table && table.All(pair => IsTexts(pair.Value)),
        _ => value?.GetValueKind() == JsonValueKind.String,
    };

    private static bool IsTexts(JsonNode? value) =>
        value is JsonArray list
            ? list.All(one => one?.GetValueKind() == JsonValueKind.String) : value?.GetValueKind() == JsonValueKind.String;

    private static Condition Condition(string name, JsonNode value) => value is JsonArray list
        ? new Condition(name, [.. list.Select(one => one!.GetValue<string>())], IsList: true)
        : new Condition(name, [value.GetValue<string>()], IsList: false);

    private static ImmutableArray<KeyValuePair<string, T>> Pairs<T>(JsonNode? table, Func<JsonNode?, T> read) =>
        table is JsonObject pairs ? [.. pairs.Select(pair => KeyValuePair.Create(pair.Key, read(pair.Value)))] : [];
}
