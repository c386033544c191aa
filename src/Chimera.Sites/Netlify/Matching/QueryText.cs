using System.Text;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>A query's values as netlify-redirector 0.5.0 decodes and encodes them: bytes of UTF-8, form encoding.</summary>
internal static class QueryText
{
    private static readonly AsciiSet Coded = new("%+");

    private static readonly AsciiSet Unreserved =
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    public static bool DecodesTo(ReadOnlySpan<char> value, string literal) => value.ContainsAny(Coded)
        ? Decode(value).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(literal))
        : value.SequenceEqual(literal);

    /// <summary>The value decoded, and encoded again: a space is <c>+</c>.</summary>
    public static string Recoded(ReadOnlySpan<char> value)
    {
        var bytes = Decode(value);
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            if (Unreserved.Contains((char)one))
            {
                text.Append((char)one);
            }
            else if (one == (byte)' ')
            {
                text.Append('+');
            }
            else
            {
                text.Append('%').Append(one.ToString("X2", null));
            }
        }

        return text.ToString();
    }

    private static byte[] Decode(ReadOnlySpan<char> value)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(value)];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        var to = 0;
        for (var at = 0; at < length; at++)
        {
            if (bytes[at] == '%' && at + 2 < length)
            {
                bytes[to++] = (byte)((Nibble(bytes[at + 1]) << 4) | Nibble(bytes[at + 2]));
                at += 2;
            }
            else
            {
                bytes[to++] = bytes[at] == '+' ? (byte)' ' : bytes[at];
            }
        }

        return bytes[..to];
    }

    /// <summary>What is no hexadecimal digit counts as nought.</summary>
    private static int Nibble(byte digit) => !char.IsAsciiHexDigit((char)digit) ? 0
        : digit <= '9' ? digit - '0'
        : (digit | 0x20) - 'a' + 10;
}
