using System.Globalization;
using System.Text;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>An IPv6 address in a URL: read, and written in its shortest form (URL Standard, sections 3.5 and 3.6).</summary>
internal static class Ipv6Host
{
    private const int Pieces = 8;

    public static string? Parse(ReadOnlySpan<char> text)
    {
        Span<ushort> address = stackalloc ushort[Pieces];
        address.Clear();
        var (piece, compress, at) = (0, -1, 0);
        if (text.StartsWith(":"))
        {
            if (!text.StartsWith("::"))
            {
                return null;
            }

            (piece, compress, at) = (1, 1, 2);
        }

        while (at < text.Length)
        {
            if (piece == Pieces)
            {
                return null;
            }

            if (text[at] == ':')
            {
                if (compress >= 0)
                {
                    return null;
                }

                at++;
                compress = ++piece;
                continue;
            }

            var (value, length) = (0, 0);
            while (length < 4 && at < text.Length && char.IsAsciiHexDigit(text[at]))
            {
                value = (value << 4) | Convert.ToInt32(text[at].ToString(), 16);
                at++;
                length++;
            }

            if (at < text.Length && text[at] == '.')
            {
                if (length == 0 || piece > 6 || !Ipv4(text[(at - length)..], address[piece..]))
                {
                    return null;
                }

                piece += 2;
                break;
            }

            if (at < text.Length && (text[at] != ':' || ++at == text.Length))
            {
                return null;
            }

            address[piece++] = (ushort)value;
        }

        return Place(address, piece, compress) ? Write(address) : null;
    }

    /// <summary>Moves what follows the <c>::</c> to the end.</summary>
    private static bool Place(Span<ushort> address, int piece, int compress)
    {
        if (compress < 0)
        {
            return piece == Pieces;
        }

        for (var swaps = piece - compress; swaps > 0; swaps--)
        {
            var last = Pieces - (piece - compress - swaps) - 1;
            (address[last], address[compress + swaps - 1]) = (address[compress + swaps - 1], address[last]);
        }

        return true;
    }

    private static bool Ipv4(ReadOnlySpan<char> text, Span<ushort> address)
    {
        var seen = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (seen == 4 || part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9') || (part.Length > 1 && part[0] == '0')
                || int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture) is not (<= 255 and var number))
            {
                return false;
            }

            address[seen / 2] = (ushort)((address[seen / 2] << 8) | number);
            seen++;
        }

        return seen == 4;
    }

    private static string Write(ReadOnlySpan<ushort> address)
    {
        var (start, length) = LongestZeros(address);
        var text = new StringBuilder();
        for (var index = 0; index < Pieces; index++)
        {
            if (index == start)
            {
                text.Append(index == 0 ? "::" : ":");
                index += length - 1;
                continue;
            }

            text.Append(address[index].ToString("x", CultureInfo.InvariantCulture));
            if (index < Pieces - 1)
            {
                text.Append(':');
            }
        }

        return text.ToString();
    }

    private static (int Start, int Length) LongestZeros(ReadOnlySpan<ushort> address)
    {
        var (start, length) = (-1, 1);
        for (var index = 0; index < Pieces; index++)
        {
            var end = index;
            while (end < Pieces && address[end] == 0)
            {
                end++;
            }

            if (end - index > length)
            {
                (start, length) = (index, end - index);
            }

            index = end;
        }

        return (start, length);
    }
}
