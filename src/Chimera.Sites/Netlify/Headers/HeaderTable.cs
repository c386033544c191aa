using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Truth;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>Headers for a path, normalised (@netlify/headers-parser, normalize.js).</summary>
internal static class HeaderTable
{
    public static HeaderOutcome Normalise(JsonObject table, Place? place, StringPool pool)
    {
        if (!table.TryGetPropertyValue("for", out var path))
        {
            return new HeaderOutcome.Refused(
                HeaderFindings.MissingFor, "Missing \"for\" field", "a table of headers does not say what path it is for", "for", null);
        }

        if (JsValue.AsString(path) is not { } forPath)
        {
            return new HeaderOutcome.Refused(
                HeaderFindings.BadFor, $"\"for\" must be a string not: {JsValue.Text(path)}", "'for' of the headers is not a text", "for",
                null);
        }

        if (!table.TryGetPropertyValue("values", out var node))
        {
            return new HeaderOutcome.Empty();
        }

        if (node is not JsonObject values)
        {
            return new HeaderOutcome.Refused(
                HeaderFindings.BadValues, $"\"values\" must be an object not: {JsValue.Text(node)}",
                $"'values' of the headers for '{forPath}' is not a table", "values", null);
        }

        var pairs = new JsPairs();
        foreach (var written in JsObject.Keys(values))
        {
            var name = JsText.Trim(written);
            if (name is "" or "undefined")
            {
                return new HeaderOutcome.Refused(
                    HeaderFindings.EmptyName, "Empty header name",
                    $"a header for '{forPath}' has no name, so all headers of that path are dropped", "values", written);
            }

            if (ValueOf(name, values[written], out var refused) is not { } value)
            {
                return new HeaderOutcome.Refused(
                    HeaderFindings.BadValue, refused!, $"the value of '{name}' is not a text, so all headers of '{forPath}' are dropped",
                    "values", written);
            }

            pairs[pool.Take(name)] = pool.Take(value);
        }

        return pairs.Count == 0
            ? new HeaderOutcome.Empty()
            : new HeaderOutcome.Accepted(new HeaderRule(
                JsText.Trim(forPath), pairs.ToTexts(), place));
    }

    /// <summary>
    /// What Netlify's parser makes of a value it has normalised once already: the items of a list, joined then, may hold commas.
    /// </summary>
    public static HeaderRule Again(HeaderRule rule) =>
        HasListedValue(rule)
            ? rule with { Values = [.. rule.Values.Select(value => KeyValuePair.Create(value.Key, SingleValue(value.Value)))] }
            : rule;

    private static bool HasListedValue(HeaderRule rule)
    {
        foreach (var (_, value) in rule.Values)
        {
            if (SingleValue(value) != value)
            {
                return true;
            }
        }

        return false;
    }

    private static string? ValueOf(string name, JsonNode? node, out string? refused)
    {
        refused = null;
        if (JsValue.AsString(node) is { } text)
        {
            return SingleValue(text);
        }

        if (node is not JsonArray list)
        {
            refused = $"Header \"{name}\" value must be a string not: {JsValue.Text(node)}";
            return null;
        }

        var items = new List<string>(list.Count);
        foreach (var item in list)
        {
            if (JsValue.AsString(item) is not { } value)
            {
                refused = $"Header \"{name}[{items.Count}]\" value must be a string not: {JsValue.Text(item)}";
                return null;
            }

            items.Add(JsText.Trim(value));
        }

        return string.Join(", ", items);
    }

    /// <summary><c>text.trim().split(/\s*,\s*/).join(', ')</c>.</summary>
    private static string SingleValue(string text)
    {
        var trimmed = JsText.Trim(text);
        return trimmed.Contains(',', StringComparison.Ordinal) ? string.Join(", ", trimmed.Split(',').Select(JsText.Trim)) : trimmed;
    }
}
