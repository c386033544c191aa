using System.Globalization;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>The host of a URL (URL Standard, section 3.5).</summary>
internal static class WhatwgHost
{
    private static readonly AsciiSet Forbidden = new("\0\t\n\r #/:<>?@[\\]^|");
    private static readonly AsciiSet AllowedInDomains = AsciiSet.Printable.Without(" #/:<>?@[\\]^|%");

    /// <param name="special">The scheme is one of the web's own: the host is a domain or an address.</param>
    /// <returns>The host as it is written in the end; null when it is none.</returns>
    public static string? Parse(string text, bool special)
    {
        if (text[0] == '[')
        {
            return text[^1] == ']' && Ipv6Host.Parse(text.AsSpan(1, text.Length - 2)) is { } address ? $"[{address}]" : null;
        }

        if (!special)
        {
            return text.AsSpan().ContainsAny(Forbidden) ? null : UrlEncoding.Encode(text, UrlEncoding.Control);
        }

        var domain = Idna.ToAscii(UrlEncoding.Decode(text));
        if (string.IsNullOrEmpty(domain) || domain.AsSpan().ContainsAnyExcept(AllowedInDomains))
        {
            return null;
        }

        return EndsInNumber(domain) ? Ipv4(domain) : domain;
    }

    private static bool EndsInNumber(string domain)
    {
        var parts = domain.TrimEnd('.') is var trimmed && domain.Length - trimmed.Length > 1 ? [""] : trimmed.Split('.');
        var last = parts[^1];
        return last.Length > 0 && (last.All(char.IsAsciiDigit) || Number(last) is not null);
    }

    private static string? Ipv4(string domain)
    {
        var parts = (domain.EndsWith('.') ? domain[..^1] : domain).Split('.');
        if (parts.Length > 4)
        {
            return null;
        }

        var address = 0ul;
        for (var index = 0; index < parts.Length; index++)
        {
            var last = index == parts.Length - 1;
            var limit = last ? 1ul << (8 * (5 - parts.Length)) : 256;
            if (Number(parts[index]) is not { } number || number >= limit)
            {
                return null;
            }

            address += last ? number : number << (8 * (3 - index));
        }

        return string
            .Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}");
    }

    /// <summary>
    /// Decimal, octal with a leading 0, or hexadecimal with 0x. What is too large for an address is any number that is too large.
    /// </summary>
    private static ulong? Number(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var radix = 10u;
        var digits = text.AsSpan();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            radix = 16;
            digits = digits[2..];
        }
        else if (digits.Length > 1 && digits[0] == '0')
        {
            radix = 8;
            digits = digits[1..];
        }

        var number = 0ul;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiDigit(c) ? (uint)(c - '0') : char.IsAsciiHexDigit(c) ? (uint)((c | 32) - 'a' + 10) : 99;
            if (digit >= radix)
            {
                return null;
            }

            number = Math.Min((number * radix) + digit, uint.MaxValue + 1ul);
        }

        return number;
    }
}
