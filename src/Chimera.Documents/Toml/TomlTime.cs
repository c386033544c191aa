using System.Globalization;
using System.Runtime.InteropServices;

namespace Chimera.Documents.Toml;

/// <summary>A time of day: hours 0 to 23, minutes and seconds 0 to 59; digits beyond the nanosecond are cut off.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TomlTime(int Hour, int Minute, int Second, int Nanosecond)
{
    /// <summary><c>07:32:00</c>, with a fraction where there is one: <c>07:32:00.5</c>.</summary>
    public override string ToString()
    {
        var whole = string.Create(CultureInfo.InvariantCulture, $"{Hour:00}:{Minute:00}:{Second:00}");
        return Nanosecond == 0 ? whole : whole + string.Create(CultureInfo.InvariantCulture, $".{Nanosecond:000000000}").TrimEnd('0');
    }
}
