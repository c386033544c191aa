using System.Collections.Immutable;

namespace Chimera.Agreement.Speed;

/// <summary>Some runs of the same thing, in nanoseconds.</summary>
internal sealed record Measured(double Median, double Least, double Most)
{
    public static Measured Of(IEnumerable<double> runs)
    {
        var sorted = runs.Order().ToImmutableArray();
        return new Measured(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    /// <summary>In the unit that keeps it readable, with the spread.</summary>
    public override string ToString() => $"{Readable(Median)} ({Readable(Least)} to {Readable(Most)})";

    public static string Readable(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => $"{nanoseconds:F0} ns",
        < 1e6 => $"{nanoseconds / 1e3:F1} µs",
        < 1e9 => $"{nanoseconds / 1e6:F1} ms",
        _ => $"{nanoseconds / 1e9:F2} s",
    };
}
