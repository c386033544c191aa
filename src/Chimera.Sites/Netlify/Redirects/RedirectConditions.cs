using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>
/// Conditions as Netlify normalises them (@netlify/redirect-parser, conditions.js): three names in capitals, their values as lists.
/// </summary>
internal static class RedirectConditions
{
    private static readonly ImmutableArray<(string Lower, string Name)> Known =
        [("role", "Role"), ("language", "Language"), ("country", "Country")];

    /// <summary>Those of a line: all texts. A null value was written without one.</summary>
    public static ImmutableArray<Condition> OfLine(ImmutableArray<KeyValuePair<string, string?>> pairs, StringPool pool)
    {
        if (pairs.IsEmpty)
        {
            return [];
        }

        var conditions = ImmutableArray.CreateBuilder<Condition>(pairs.Length);
        foreach (var (name, value) in Capitalised(pairs, value => value is null))
        {
            conditions.Add(
                value is null ? new Condition(name, [], IsList: false)
                : IsListed(name) ? new Condition(name, Pooled(RedirectParts.SplitOnCommas(value), pool), IsList: true)
                : new Condition(name, [value], IsList: false));
        }

        return conditions.DrainToImmutable();
    }

    /// <summary>Those of a table, in JavaScript's order; never null values of their own.</summary>
    public static List<KeyValuePair<string, JsonNode?>> OfTable(IReadOnlyCollection<KeyValuePair<string, JsonNode?>> pairs)
    {
        var conditions = Capitalised(pairs, _ => false);
        for (var index = 0; index < conditions.Count; index++)
        {
            var (name, value) = conditions[index];
            if (IsListed(name) && JsValue.AsString(value) is { } text)
            {
                conditions[index] = new(name, new JsonArray([.. RedirectParts.SplitOnCommas(text).Select(item => JsonValue.Create(item))]));
            }
        }

        return conditions;
    }

    /// <summary>The typed form of conditions that are all texts or lists of texts; null when one is not.</summary>
    public static ImmutableArray<Condition>? Typed(List<KeyValuePair<string, JsonNode?>> conditions)
    {
        var typed = ImmutableArray.CreateBuilder<Condition>(conditions.Count);
        foreach (var (name, value) in conditions)
        {
            if (JsValue.AsString(value) is { } text)
            {
                typed.Add(new Condition(name, [text], IsList: false));
            }
            else if (value is JsonArray list && list.All(JsValue.IsString))
            {
                typed.Add(new Condition(name, [.. list.Select(item => item!.GetValue<string>())], IsList: true));
            }
            else
            {
                return null;
            }
        }

        return typed.DrainToImmutable();
    }

    private static bool IsListed(string name) => name is "Role" or "Language" or "Country";

    /// <summary>The lower-case name wins over the capital one, and what is known moves to the end.</summary>
    private static List<KeyValuePair<string, T>> Capitalised<T>(IEnumerable<KeyValuePair<string, T>> pairs, Func<T, bool> isUndefined)
    {
        var kept = pairs.ToList();
        foreach (var (lower, name) in Known)
        {
            var at = kept.FindIndex(pair => pair.Key == lower && !isUndefined(pair.Value));
            at = at >= 0 ? at : kept.FindIndex(pair => pair.Key == name && !isUndefined(pair.Value));
            var value = at >= 0 ? kept[at].Value : default;
            kept.RemoveAll(pair => pair.Key == lower || pair.Key == name);
            if (at >= 0)
            {
                kept.Add(new(name, value!));
            }
        }

        return kept;
    }

    private static ImmutableArray<string> Pooled(ImmutableArray<string> values, StringPool pool) =>
        [.. values.Select(value => pool.Take(value))];
}
