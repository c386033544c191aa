using System.Globalization;
using System.Text;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>
/// Domain names in ASCII (UTS 46, as the URL Standard calls it). Letters are lower-cased, dots of other scripts and full-width ASCII become
/// plain, the rest is encoded as it is: composing characters are not normalised, which no real domain in a site's rules needs.
/// </summary>
internal static class Idna
{
    // Encoding is quadratic in a label's length; a real label has 63 characters.
    private const int MaxLength = 4096;

    /// <returns>Null when a label is not a domain label.</returns>
    public static string? ToAscii(string domain)
    {
        var lower = Map(domain);
        if (Ascii.IsValid(lower) && !lower.Contains("xn--", StringComparison.Ordinal))
        {
            return lower;
        }

        if (lower.Length > MaxLength || lower.EnumerateRunes().Any(IsDisallowed))
        {
            return null;
        }

        var labels = lower.Split('.');
        for (var index = 0; index < labels.Length; index++)
        {
            if (labels[index].StartsWith("xn--", StringComparison.Ordinal))
            {
                if (!Ascii.IsValid(labels[index]) || Punycode.Decode(labels[index].AsSpan(4)) is not { } decoded || Ascii.IsValid(decoded)
                    || Map(decoded) != decoded)
                {
                    return null;
                }
            }
            else if (!Ascii.IsValid(labels[index]))
            {
                labels[index] = "xn--" + Punycode.Encode(labels[index]);
            }
        }

        return string.Join('.', labels);
    }

    /// <summary>Characters that no version of UTS 46 lets into a name; single letters that it disallows are let through.</summary>
    private static bool IsDisallowed(Rune rune) => rune == Rune.ReplacementChar || (!rune.IsAscii && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Map(string domain)
    {
        if (Ascii.IsValid(domain))
        {
            return domain.ToLowerInvariant();
        }

        var mapped = new StringBuilder(domain.Length);
        foreach (var c in domain)
        {
            _ = c switch
            {
                '\u3002' or '\uff0e' or '\uff61' => mapped.Append('.'),
                '\u00ad' or '\u200b' or '\u2060' or '\ufeff' => mapped,
                '\u00a0' or '\u3000' => mapped.Append(' '),
                'ẞ' => mapped.Append("ss"),
                'ſ' => mapped.Append('s'),
                >= '\uff01' and <= '\uff5e' => mapped.Append(char.ToLowerInvariant((char)(c - 0xfee0))),
                _ => mapped.Append(c),
            };
        }

        return mapped.ToString().ToLowerInvariant();
    }
}
