using System.Buffers;
using System.Text;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>Percent-encoding with the sets of the URL Standard (section 1.3), and the decoding of all of them.</summary>
internal static class UrlEncoding
{
    // Each set is what stays as it is.
    public static readonly AsciiSet Control = AsciiSet.Printable;
    public static readonly AsciiSet Fragment = AsciiSet.Printable.Without(" \"<>`");
    public static readonly AsciiSet Query = AsciiSet.Printable.Without(" \"#<>");
    public static readonly AsciiSet SpecialQuery = AsciiSet.Printable.Without(" \"#<>'");
    public static readonly AsciiSet Path = AsciiSet.Printable.Without(" \"#<>?`{}");
    public static readonly AsciiSet UserInfo = AsciiSet.Printable.Without(" \"#<>?^`{}/:;=@[\\]|");
    public static readonly AsciiSet Form = new("*-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary><c>encodeURI</c> (ECMA-262).</summary>
    public static readonly AsciiSet Uri =
        new("-_.!~*'();/?:@&=+$,#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static string Encode(string text, AsciiSet kept) =>
        text.AsSpan().ContainsAnyExcept(kept) ? Encode(text.AsSpan(), kept) : text;

    public static string Encode(ReadOnlySpan<char> text, AsciiSet kept, bool spaceIsPlus = false)
    {
        if (!text.ContainsAnyExcept(kept))
        {
            return text.ToString();
        }

        var result = new StringBuilder(text.Length + 8);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && kept.Contains((char)rune.Value))
            {
                result.Append((char)rune.Value);
            }
            else if (spaceIsPlus && rune.Value == ' ')
            {
                result.Append('+');
            }
            else
            {
                foreach (var one in bytes[..rune.EncodeToUtf8(bytes)])
                {
                    result.Append('%').Append(Hex(one >> 4)).Append(Hex(one & 15));
                }
            }
        }

        return result.ToString();
    }

    /// <summary>Decodes what can be; a percent sign that begins no escape stays. Bytes that are not UTF-8 become U+FFFD.</summary>
    public static string Decode(string text, bool plusIsSpace = false)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return plusIsSpace ? text.Replace('+', ' ') : text;
        }

        var bytes = Encoding.UTF8.GetBytes(plusIsSpace ? text.Replace('+', ' ') : text);
        var length = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var escape = bytes[at] == '%' && at + 2 < bytes.Length ? Byte(bytes[at + 1], bytes[at + 2]) : -1;
            bytes[length++] = escape < 0 ? bytes[at] : (byte)escape;
            at += escape < 0 ? 0 : 2;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary><c>decodeURIComponent</c> (ECMA-262).</summary>
    /// <returns>Null when it would throw.</returns>
    public static string? DecodeComponent(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '%')
            {
                result.Append(text[at]);
                continue;
            }

            var length = 0;
            var needed = 1;
            for (; length < needed; length++)
            {
                var one = at + 2 < text.Length && text[at] == '%' ? Byte(text[at + 1], text[at + 2]) : -1;
                if (one < 0)
                {
                    return null;
                }

                bytes[length] = (byte)one;
                needed = length > 0 ? needed : one switch { < 0x80 => 1, >= 0xf0 => 4, >= 0xe0 => 3, _ => 2 };
                at += 3;
            }

            at--;
            if (Rune.DecodeFromUtf8(bytes[..length], out var rune, out var used) != OperationStatus.Done || used != length)
            {
                return null;
            }

            result.Append(rune.ToString());
        }

        return result.ToString();
    }

    private static char Hex(int digit) => "0123456789ABCDEF"[digit];

    private static int Byte(int high, int low) =>
        char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low) ? (Digit((char)high) << 4) | Digit((char)low) : -1;

    private static int Digit(char c) => c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}
