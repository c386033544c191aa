using System.Globalization;
using System.Text.RegularExpressions;

namespace Chimera.Engine.Truth.Documents;

/// <summary>Sizes in bytes as people write them: <c>4GiB</c>, <c>512MiB</c>, or a plain number of bytes; IEC units, up to 1 PiB.</summary>
public static partial class ByteSizes
{
    internal const string Noun = "a size such as 512MiB or 4GiB";
    internal const string Pattern = "[0-9]{1,15}(KiB|MiB|GiB|TiB)?";

    private static readonly string[] Units = ["", "KiB", "MiB", "GiB", "TiB"];

    public static Parsed<long> Parse(string text)
    {
        if (!Grammar().IsMatch(text))
            return new Parsed<long>.Wrong("write a number and a unit (KiB, MiB, GiB, TiB): 512MiB");

        var digits = text.TrimEnd('K', 'M', 'G', 'T', 'i', 'B');
        var power = Array.IndexOf(Units, text[digits.Length..]);
        var size = (Int128)long.Parse(digits, CultureInfo.InvariantCulture) << (10 * power);
        return size <= 1L << 50 ? new Parsed<long>.Value((long)size) : new Parsed<long>.Wrong("write at most 1024TiB");
    }

    public static string Write(long size)
    {
        var power = 0;
        while (power < Units.Length - 1 && size > 0 && size % 1024 == 0)
        {
            size /= 1024;
            power++;
        }

        return size.ToString(CultureInfo.InvariantCulture) + Units[power];
    }

    [GeneratedRegex($"\\A{Pattern}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grammar();
}
