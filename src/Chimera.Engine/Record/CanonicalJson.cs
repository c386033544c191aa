using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Record;

/// <summary>
/// One way to write a JSON value as bytes, so that equal values have equal digests: RFC 8785 (members sorted by UTF-16 code unit,
/// no white space, shortest escapes), restricted to strings, booleans, nulls and integers below 2^53.
/// </summary>
/// <remarks>A value outside of that is a <see cref="FormatException"/>.</remarks>
public static class CanonicalJson
{
    public static byte[] Write(JsonNode? value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        try
        {
            Write(buffer, value);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // A parsed object looks at its members late, and only then notices one that stands there twice, or half a surrogate pair.
            throw new FormatException($"it cannot be written canonically: {e.Message}", e);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static string WriteText(JsonNode? value) => Encoding.UTF8.GetString(Write(value));

    /// <summary><c>sha256:</c> and 64 hexadecimal digits.</summary>
    public static string DigestOf(JsonNode? value) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Write(value)));

    private static void Write(ArrayBufferWriter<byte> buffer, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                Write(buffer, '{', '}', map.OrderBy(pair => pair.Key, StringComparer.Ordinal), static (buffer, pair) =>
                {
                    CanonicalString.Write(buffer, pair.Key);
                    buffer.Write(":"u8);
                    Write(buffer, pair.Value);
                });
                break;
            case JsonArray list:
                Write(buffer, '[', ']', list, Write);
                break;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String:
                CanonicalString.Write(buffer, scalar.TryGetValue<string>(out var text) ? text : scalar.ToString());
                break;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number:
                buffer.Write(Encoding.ASCII.GetBytes(Integer(scalar).ToString(CultureInfo.InvariantCulture)));
                break;
            default:
                buffer.Write(value?.GetValueKind() switch { JsonValueKind.True => "true"u8, JsonValueKind.False => "false"u8, _ => "null"u8 });
                break;
        }
    }

    private static void Write<T>(
        ArrayBufferWriter<byte> buffer, char open, char close, IEnumerable<T> items, Action<ArrayBufferWriter<byte>, T> write)
    {
        var separator = open;
        foreach (var item in items)
        {
            buffer.Write([(byte)separator]);
            write(buffer, item);
            separator = ',';
        }

        buffer.Write(separator == open ? [(byte)open, (byte)close] : [(byte)close]);
    }

    private static long Integer(JsonValue scalar)
    {
        const long Limit = 1L << 53;
        return long.TryParse(scalar.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            && integer is > -Limit and < Limit
            ? integer
            : throw new FormatException($"{scalar} cannot be written canonically: only integers below 2^53 can");
    }
}
