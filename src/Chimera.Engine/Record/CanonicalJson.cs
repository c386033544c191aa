using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Record;

/// <summary>
/// One way to write a JSON value as bytes, so that equal values have equal digests: RFC 8785 (members sorted by UTF-16 code unit,
/// no white space, shortest escapes), restricted to strings, booleans, nulls and integers below 2^53.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };

    public static byte[] Write(JsonNode? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value);
        }

        return buffer.ToArray();
    }

    public static string WriteText(JsonNode? value) => Encoding.UTF8.GetString(Write(value));

    /// <summary><c>sha256:</c> and 64 hexadecimal digits.</summary>
    public static string DigestOf(JsonNode? value) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Write(value)));

    private static void Write(Utf8JsonWriter writer, JsonNode? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject map:
                writer.WriteStartObject();
                foreach (var (key, member) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(key);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number:
                writer.WriteNumberValue(Integer(scalar));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static long Integer(JsonValue scalar)
    {
        const long Limit = 1L << 53;
        return scalar.TryGetValue<long>(out var wide) && Math.Abs(wide) < Limit ? wide
            : scalar.TryGetValue<int>(out var narrow) ? narrow
            : throw new FormatException($"{scalar} cannot be written canonically: only integers below 2^53 can");
    }
}
