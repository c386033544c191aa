using System.Text;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>
/// The checksum at the end of GitHub's and npm's tokens: the CRC-32 of the letters before it, in base 62 with six digits
/// (github.blog, "Behind GitHub's new authentication token formats").
/// </summary>
internal static class Checksum
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 6;
    private static readonly AsciiSet Letters = new(Digits);

    /// <param name="body">What follows the prefix.</param>
    public static bool IsRight(ReadOnlySpan<char> body)
    {
        if (body.Length <= Length || body.ContainsAnyExcept(Letters))
        {
            return false;
        }

        var sum = 0L;
        foreach (var digit in body[^Length..])
        {
            sum = (sum * 62) + Digits.IndexOf(digit, StringComparison.Ordinal);
        }

        return sum == Crc32(Encoding.ASCII.GetBytes(body[..^Length].ToString()));
    }

    /// <summary>As in ISO 3309 and zip.</summary>
    internal static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }
}
