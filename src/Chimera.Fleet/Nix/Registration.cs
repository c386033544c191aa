using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Chimera.Fleet.Nix;

/// <summary>
/// Reads what <c>nix-store --dump-db PATH…</c> writes, the same in every Nix since long before 2.8 because <c>--load-db</c> reads it:
/// for each path the lines path, NAR hash in base 16, NAR size, deriver or nothing, number of references, and each reference.
/// The JSON of <c>nix path-info</c> has had four forms in the same time.
/// </summary>
internal static class Registration
{
    /// <summary>No path is larger, and all of a store's together are still a number.</summary>
    private const long LargestNar = 1L << 44;

    /// <exception cref="FormatException">The text is not of this form.</exception>
    public static ImmutableArray<StorePathInfo> Read(string text)
    {
        var lines = text.EnumerateLines();
        var paths = ImmutableArray.CreateBuilder<StorePathInfo>();
        while (lines.MoveNext() && lines.Current is { IsEmpty: false } path)
        {
            var name = Path(path);
            var hash = "sha256-" + Convert.ToBase64String(Convert.FromHexString(Next(ref lines)));
            var size = Number(Next(ref lines), LargestNar);
            Next(ref lines);

            // The list grows as lines come: a count is only what the text claims.
            var references = new List<string>();
            for (var left = Number(Next(ref lines), int.MaxValue); left > 0; left--)
                references.Add(Path(Next(ref lines)));
            paths.Add(new StorePathInfo(name, hash, size, [.. references]));
        }

        return paths.ToImmutable();
    }

    private static string Path(ReadOnlySpan<char> line) =>
        StorePath.Parse(line.ToString()) is not null ? line.ToString() : throw new FormatException("the store's registration has something else where a path is due");

    private static long Number(ReadOnlySpan<char> line, long most) =>
        long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new FormatException("the store's registration has something else where a number is due");

    private static ReadOnlySpan<char> Next(ref SpanLineEnumerator lines) =>
        lines.MoveNext() ? lines.Current : throw new FormatException("the store's registration ends in the middle of a path");
}
