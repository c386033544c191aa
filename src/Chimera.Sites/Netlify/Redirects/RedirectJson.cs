using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>A rule as Netlify's own parser gives it, its fields in that order.</summary>
internal static class RedirectJson
{
    /// <param name="minimal">Only what <c>netlify.toml</c> may say: without scheme, host, path and proxy.</param>
    public static string Write(RedirectRule rule, bool minimal)
    {
        var text = new StringBuilder();
        Write(text, rule, minimal);
        return text.ToString();
    }

    public static string WriteAll(IEnumerable<RedirectRule> rules, bool minimal)
    {
        var text = new StringBuilder("[");
        foreach (var rule in rules)
        {
            text.Append(text.Length == 1 ? "" : ",");
            Write(text, rule, minimal);
        }

        return text.Append(']').ToString();
    }

    public static void Write(StringBuilder text, RedirectRule rule, bool minimal)
    {
        var odd = rule.Odd;
        text.Append("{\"from\":").Append(JsJson.Quote(rule.From)).Append(",\"query\":");
        if (!Odd("query"))
        {
            Pairs(text, rule.Query);
        }

        Field("to", rule.To is null ? null : JsJson.Quote(rule.To));
        Field("status", rule.Status is { } status ? JsNumber.Text(status) : null);
        Field("force", rule.Force ? "true" : "false");
        text.Append(",\"conditions\":");
        if (!Odd("conditions"))
        {
            Conditions(text, rule.Conditions);
        }

        Field("signed", rule.Signed is null ? null : JsJson.Quote(rule.Signed));
        text.Append(",\"headers\":");
        if (!Odd("headers"))
        {
            Pairs(text, rule.Headers);
        }

        Field("rate_limit", null);
        if (!minimal)
        {
            Field("scheme", rule.Scheme is null ? null : JsJson.Quote(rule.Scheme));
            Field("host", rule.Host is null ? null : JsJson.Quote(rule.Host));
            Field("path", JsJson.Quote(rule.Path));
            Field("proxy", rule.IsProxy ? "true" : "false");
        }

        text.Append('}');

        bool Odd(string name)
        {
            if (odd is null || !odd.TryGetPropertyValue(name, out var value))
            {
                return false;
            }

            text.Append(JsJson.Stringify(value));
            return true;
        }

        void Field(string name, string? value)
        {
            if (odd?.ContainsKey(name) == true)
            {
                text.Append(",\"").Append(name).Append("\":");
                Odd(name);
            }
            else if (value is not null)
            {
                text.Append(",\"").Append(name).Append("\":").Append(value);
            }
        }
    }

    /// <summary>Values that are null are <c>undefined</c> to JavaScript and left out.</summary>
    public static void Pairs<T>(StringBuilder text, ImmutableArray<KeyValuePair<string, T>> pairs)
        where T : class?
    {
        text.Append('{');
        var first = true;
        foreach (var (key, value) in pairs)
        {
            if (value is string written)
            {
                text.Append(first ? "" : ",").Append(JsJson.Quote(key)).Append(':').Append(JsJson.Quote(written));
                first = false;
            }
        }

        text.Append('}');
    }

    private static void Conditions(StringBuilder text, ImmutableArray<Condition> conditions)
    {
        text.Append('{');
        var first = true;
        foreach (var condition in conditions.Where(condition => condition.IsList || !condition.Values.IsEmpty))
        {
            text.Append(first ? "" : ",").Append(JsJson.Quote(condition.Name)).Append(':');
            text.Append(condition.IsList
                ? $"[{string.Join(',', condition.Values.Select(JsJson.Quote))}]" : JsJson.Quote(condition.Values[0]));
            first = false;
        }

        text.Append('}');
    }

    /// <summary>The same text for values that differ only in the order of their keys.</summary>
    public static string Stable(JsonNode? node) => JsJson.Stringify(Sorted(node));

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(
            map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        null => null,
        _ => node.DeepClone(),
    };
}
