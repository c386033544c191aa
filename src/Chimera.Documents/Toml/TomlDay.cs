using System.Globalization;
using System.Runtime.InteropServices;

namespace Chimera.Documents.Toml;

/// <summary>A day of the Gregorian calendar that exists; years 0 to 9999.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TomlDay(int Year, int Month, int Day)
{
    /// <summary><c>1979-05-27</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");

    /// <summary>How many days a month (1 to 12) of a year has.</summary>
    internal static int InMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
