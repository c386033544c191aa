using System.Globalization;
using System.Text.RegularExpressions;
using Chimera.Store.Ledger;

namespace Chimera.Store.Verification;

/// <summary>The name of a partial tile, taken apart.</summary>
/// <param name="Level">Null for a bundle of entries.</param>
internal sealed partial record PartialTile(int? Level, long Number, int Width)
{
    /// <summary>The first entry under it.</summary>
    public long First => (Number * Bundle.Width) << Shift;

    /// <summary>The first entry after what is under it.</summary>
    public long End => ((Number * Bundle.Width) + Width) << Shift;

    private int Shift => 8 * (Level ?? 0);

    /// <summary>Null when the file has no such name.</summary>
    public static PartialTile? Read(string file)
    {
        var name = Name().Match(file);
        if (!name.Success)
        {
            return null;
        }

        var number = long.Parse(name.Groups["number"].Value.Replace("/x", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal).TrimStart('x'), CultureInfo.InvariantCulture);
        var level = name.Groups["level"].Value;
        var read = new PartialTile(level == "entries" ? null : int.Parse(level, CultureInfo.InvariantCulture), number, int.Parse(name.Groups["width"].Value, CultureInfo.InvariantCulture));
        return read.Width is > 0 and < Bundle.Width && file == LedgerPaths.Partial(read.Level is { } at ? LedgerPaths.Tile(at, number) : LedgerPaths.Bundle(number), read.Width) ? read : null;
    }

    [GeneratedRegex("^tile/(?<level>entries|[0-6])/(?<number>(x[0-9]{3}/){0,4}[0-9]{3})\\.p/(?<width>[0-9]{1,3})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
