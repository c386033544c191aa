using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>Reads a rule as netlify-redirector 0.5.0 does, ill-typed values included.</summary>
internal static class RuleReader
{
    public static RuleReading Read(RedirectRule rule)
    {
        var odd = rule.Odd;
        if (!TryText(odd, "to", rule.To, out var to) || !TryText(odd, "signed", rule.Signed, out var signed))
        {
            return new RuleReading.Fatal("'to' or 'signed' is a list or a table");
        }

        if (to.Length == 0)
        {
            return new RuleReading.Dropped("the destination is empty");
        }

        if (Status(rule) is not { } status)
        {
            return new RuleReading.Dropped("the status is no number of 32 bits");
        }

        if (Force(rule) is not { } force)
        {
            return new RuleReading.Dropped($"force must be true or false, not {odd!["force"]!.ToJsonString()}");
        }

        if (Query(rule) is not { } query)
        {
            return new RuleReading.Dropped("a query parameter's value is a list or a table");
        }

        if (Conditions(rule) is not { } conditions)
        {
            return new RuleReading.Dropped("a condition's value is a table, or a list of something else than texts");
        }

        if (!TryHeaders(rule, out var headers))
        {
            return new RuleReading.Dropped("a header's value is a list or a table");
        }

        var pattern = PathPattern.Parse(rule.Path);
        return new RuleReading.Usable(new CompiledRule
        {
            Pattern = pattern,
            Host = rule.Host ?? "",
            Scheme = rule.Scheme ?? "",
            To = to,
            Status = status,
            Force = force,
            Query = query,
            Conditions = conditions,
            Guard = pattern is { Splats: > 0 } && status != 200 ? new LoopGuard(to) : null,
            Headers = headers,
            SigningSecret = signed.Length == 0 ? null : signed,
        });
    }

    private static bool TryText(JsonObject? odd, string name, string? typed, out string text)
    {
        text = typed ?? "";
        return odd is null || !odd.TryGetPropertyValue(name, out var value) || (text = JsonText.Of(value)!) is not null;
    }

    private static int? Status(RedirectRule rule)
    {
        if (rule.Odd?.TryGetPropertyValue("status", out var odd) == true)
        {
            return JsonText.Element(odd) switch
            {
                { ValueKind: JsonValueKind.True } => 1,
                { ValueKind: JsonValueKind.False or JsonValueKind.Null } => 0,
                { ValueKind: JsonValueKind.Number } number => Whole(number.GetDouble()),
                _ => null,
            };
        }

        return rule.Status is { } status ? Whole(status) : RedirectRule.DefaultStatus;
    }

    private static int? Whole(double number) => number is > int.MinValue - 1.0 and < int.MaxValue + 1.0 ? (int)number : null;

    private static bool? Force(RedirectRule rule)
    {
        if (rule.Odd?.TryGetPropertyValue("force", out var odd) == true)
        {
            return JsonText.Element(odd) switch
            {
                { ValueKind: JsonValueKind.True } => true,
                { ValueKind: JsonValueKind.False or JsonValueKind.Null } => false,
                { ValueKind: JsonValueKind.Number } number => number.GetDouble() != 0,
                _ => null,
            };
        }

        return rule.Force;
    }

    private static QueryParameter[]? Query(RedirectRule rule)
    {
        List<KeyValuePair<string, string?>> pairs = [];
        if (rule.Odd?.TryGetPropertyValue("query", out var odd) == true)
        {
            if (odd is JsonObject table)
            {
                pairs.AddRange(table.Select(pair => KeyValuePair.Create(pair.Key, JsonText.Of(pair.Value))));
                if (pairs.Exists(pair => pair.Value is null))
                {
                    return null;
                }
            }
        }
        else
        {
            // What has no value is 'undefined' to the tools, and lost on the way to the matcher.
            foreach (var pair in rule.Query)
            {
                if (pair.Value is not null)
                {
                    pairs.Add(pair);
                }
            }
        }

        return Array.ConvertAll(Ordered([.. pairs]), pair => new QueryParameter(pair.Key, pair.Value ?? ""));
    }

    private static RuleCondition[]? Conditions(RedirectRule rule)
    {
        List<KeyValuePair<string, string?>> pairs = [];
        if (rule.Odd?.TryGetPropertyValue("conditions", out var odd) == true)
        {
            pairs.AddRange(odd is JsonObject table ? table.Select(pair => KeyValuePair.Create(pair.Key, Joined(pair.Value)))
                : odd is JsonArray list ? list.Select((value, index) => KeyValuePair.Create($"{index}", Joined(value)))
                : odd is not null && odd.GetValueKind() == JsonValueKind.String
                    ? odd.GetValue<string>().Select((one, index) => KeyValuePair.Create($"{index}", (string?)$"{one}"))
                : []);
            if (pairs.Exists(pair => pair.Value is null))
            {
                return null;
            }
        }
        else
        {
            foreach (var one in rule.Conditions)
            {
                if (one.IsList || !one.Values.IsEmpty)
                {
                    pairs.Add(new(one.Name, string.Join(',', one.Values)));
                }
            }
        }

        return Array.ConvertAll(Ordered([.. pairs]), pair => new RuleCondition(pair.Key, pair.Value!));
    }

    private static string? Joined(JsonNode? value)
    {
        if (value is not JsonArray list)
        {
            return JsonText.Of(value);
        }

        var texts = list.Select(JsonText.Of).ToArray();
        return Array.Exists(texts, text => text is null) ? null : string.Join(',', texts);
    }

    private static bool TryHeaders(RedirectRule rule, out KeyValuePair<string, string>[]? headers)
    {
        headers = null;
        if (rule.Odd?.TryGetPropertyValue("headers", out var odd) != true)
        {
            headers = Ordered([.. rule.Headers]);
            return true;
        }

        if (odd is not JsonObject table)
        {
            return true;
        }

        var texts = table.Select(pair => KeyValuePair.Create(pair.Key, JsonText.Of(pair.Value))).ToArray();
        if (Array.Exists(texts, pair => pair.Value is null))
        {
            return false;
        }

        headers = Array.ConvertAll(Ordered(texts), pair => KeyValuePair.Create(pair.Key, pair.Value!));
        return true;
    }

    /// <summary>As the matcher's own tables are ordered; of two entries of one name the last counts.</summary>
    private static KeyValuePair<string, T>[] Ordered<T>(KeyValuePair<string, T>[] pairs) => pairs.Length <= 1
        ? pairs
        : [.. pairs.GroupBy(pair => pair.Key, StringComparer.Ordinal).Select(same => same.Last()).OrderBy(pair => pair.Key, ByteOrder.Instance)];
}
