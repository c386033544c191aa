using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Variables;

/// <summary>A variable, as far as Chimera reads what Netlify says of it.</summary>
/// <param name="Values">By context; a secret's are not what it holds.</param>
internal sealed record LiveVariable(
    string Name, bool IsSecret, ImmutableArray<string> Scopes, ImmutableSortedDictionary<string, string> Values, string? UpdatedAt)
{
    private const string Branch = "branch";

    /// <returns>Null for what is no variable.</returns>
    public static LiveVariable? Read(JsonNode? node)
    {
        if (ApiJson.Text(node, "key") is not { Length: > 0 } name || (node as JsonObject)?["values"] is not JsonArray values)
        {
            return null;
        }

        var read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (ApiJson.Text(value, "context") is not { } context)
            {
                return null;
            }

            read[context == Branch ? $"{Branch}:{ApiJson.Text(value, "context_parameter")}" : context] = ApiJson.Text(value, "value") ?? "";
        }

        return new LiveVariable(
            name, ApiJson.Flag(node, "is_secret"), [.. (ApiJson.Texts(node, "scopes") ?? []).Order(StringComparer.Ordinal)], read.ToImmutable(),
            ApiJson.Time(node, "updated_at")?.ToString("O", CultureInfo.InvariantCulture));
    }

    /// <summary>A value in a context, as the API takes it.</summary>
    public static JsonObject Value(string context, string value)
    {
        JsonObject document = new() { ["value"] = value };
        if (context.StartsWith($"{Branch}:", StringComparison.Ordinal))
        {
            (document["context"], document["context_parameter"]) = (Branch, context[(Branch.Length + 1)..]);
        }
        else
        {
            document["context"] = context;
        }

        return document;
    }
}
