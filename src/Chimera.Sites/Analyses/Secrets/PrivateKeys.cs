using Chimera.Documents;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>Private keys in PEM (RFC 7468) and OpenPGP armour, with their content: a heading alone is documentation.</summary>
internal static class PrivateKeys
{
    private const int MaxHeading = 60;
    private const int Window = 400;
    private const int MinContent = 100;

    public static Secret? Look(string text, int at)
    {
        var heading = text.AsSpan(at, Math.Min(MaxHeading, text.Length - at));
        var name = heading["-----BEGIN ".Length..];
        var dashes = name.IndexOf("-----");
        if (dashes < 0 || !name[..dashes].Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return null;
        }

        var start = at + "-----BEGIN ".Length + dashes + "-----".Length;
        var content = 0;
        for (var index = start; index < Math.Min(text.Length, start + Window) && text[index] != '-'; index++)
        {
            if (text[index] == '.' && index + 2 < text.Length && text[index + 1] == '.')
            {
                return null;
            }

            content += char.IsAsciiLetterOrDigit(text[index]) || text[index] is '+' or '/' or '=' ? 1 : 0;
        }

        return content >= MinContent ? new Secret("a private key", TextSpan.FromTo(at, start)) : null;
    }
}
