using System.Buffers;
using System.Text;

namespace Chimera.Engine.Record;

/// <summary>A JSON string as RFC 8785 §3.2.2.2 writes it: UTF-8, with escapes only where JSON demands them.</summary>
internal static class CanonicalString
{
    private static readonly SearchValues<char> MustBeEscaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">The text holds half a surrogate pair, which no UTF-8 can carry.</exception>
    public static void Write(IBufferWriter<byte> buffer, string text)
    {
        buffer.Write("\""u8);
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(MustBeEscaped); at >= 0; at = rest.IndexOfAny(MustBeEscaped))
        {
            WritePlain(buffer, rest[..at]);
            WriteEscaped(buffer, rest[at]);
            rest = rest[(at + 1)..];
        }

        WritePlain(buffer, rest);
        buffer.Write("\""u8);
    }

    private static void WritePlain(IBufferWriter<byte> buffer, ReadOnlySpan<char> text)
    {
        try
        {
            Utf8.GetBytes(text, buffer);
        }
        catch (EncoderFallbackException e)
        {
            throw new FormatException("half a surrogate pair cannot be written canonically", e);
        }
    }

    private static void WriteEscaped(IBufferWriter<byte> buffer, char character) => buffer.Write(character switch
    {
        '"' => "\\\""u8,
        '\\' => "\\\\"u8,
        '\b' => "\\b"u8,
        '\t' => "\\t"u8,
        '\n' => "\\n"u8,
        '\f' => "\\f"u8,
        '\r' => "\\r"u8,
        _ => Encoding.ASCII.GetBytes($"\\u{(int)character:x4}"),
    });
}
