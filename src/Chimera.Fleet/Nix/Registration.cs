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
    /// <exception cref="FormatException">The text is not of this form.</exception>
    public static ImmutableArray<StorePathInfo> Read(string text)
    {
        var lines = text.EnumerateLines();
        var paths = ImmutableArray.CreateBuilder<StorePathInfo>();
        while (lines.MoveNext() && lines.Current is { IsEmpty: false } path)
        {
            var name = path.ToString();
            var hash = "sha256-" + Convert.ToBase64String(Convert.FromHexString(Next(ref lines)));
            var size = long.Parse(Next(ref lines), CultureInfo.InvariantCulture);
            Next(ref lines);
            var references = new string[int.Parse(Next(ref lines), CultureInfo.InvariantCulture)];
            for (var i = 0; i < references.Length; i++)
                references[i] = Next(ref lines).ToString();
            paths.Add(new StorePathInfo(name, hash, size, [.. references]));
        }

        return paths.ToImmutable();
    }

    private static ReadOnlySpan<char> Next(ref SpanLineEnumerator lines) =>
        lines.MoveNext() ? lines.Current : throw new FormatException("the store's registration ends in the middle of a path");
}
