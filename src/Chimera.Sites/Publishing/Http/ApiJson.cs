using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Sites.Publishing.Http;

/// <summary>JSON from outside: whatever it holds, reading it yields a value or null.</summary>
internal static class ApiJson
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="JsonException">It is none, or not the whole of one.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(Strict.GetString(bytes),
                documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 64 });
        }
        catch (DecoderFallbackException e)
        {
            throw new JsonException("not UTF-8", e);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a name that is no text: half a surrogate pair", e);
        }
    }

    public static string? Text(JsonNode? node, string name) => Find(node, name).TextOrNull();

    public static bool Flag(JsonNode? node, string name) => Find(node, name).FlagOrNull() ?? false;

    public static DateTimeOffset? Time(JsonNode? node, string name) =>
        DateTimeOffset.TryParse(Text(node, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Null for what is no list of texts.</summary>
    public static IReadOnlyList<string>? Texts(JsonNode? node, string name)
    {
        if (node is not JsonObject map || map[name] is not JsonArray list)
        {
            return null;
        }

        var texts = list.Select(item => item.TextOrNull()).OfType<string>().ToList();
        return texts.Count == list.Count ? texts : null;
    }

    private static JsonNode? Find(JsonNode? node, string name) => node is JsonObject map ? map[name] : null;
}
