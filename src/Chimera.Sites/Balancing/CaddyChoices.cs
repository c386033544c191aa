using System.Collections.Immutable;
using System.Text;

namespace Chimera.Sites.Balancing;

/// <summary>
/// Which backend a request is sent to first, and which comes second: drawn by weight from the digits of the request's own random id. Of the others, too, so that the load of
/// a dead one is spread.
/// </summary>
internal static class CaddyChoices
{
    // Of the 36 characters of an id (version 4) the first eight and the eight after the last hyphen are random digits.
    private const string BeforeLast = "[^-]*-[^-]*-[^-]*-[^-]*-";

    /// <summary>What a backend is called in the configuration.</summary>
    public static string NameOf(int index) => $"b{index}";

    public static void Write(StringBuilder text, ImmutableArray<Active> active, string prefix)
    {
        text.Append($"        map {{http.request.uuid}} {{{prefix}_1}} {{\n");
        WriteSplit(text, active, [.. Enumerable.Range(0, active.Length)], "^");
        text.Append("        }\n");
        if (active.Length < 2)
        {
            return;
        }

        text.Append($"        map `{{{prefix}_1}} {{http.request.uuid}}` {{{prefix}_2}} {{\n");
        for (var first = 0; first < active.Length; first++)
        {
            WriteSplit(text, active, [.. Enumerable.Range(0, active.Length).Where(index => index != first)], $"^{NameOf(first)} {BeforeLast}");
        }

        text.Append("        }\n");
    }

    /// <summary>They are tried in order, so each says only where it ends.</summary>
    private static void WriteSplit(StringBuilder text, ImmutableArray<Active> active, ImmutableArray<int> parts, string before)
    {
        var (all, sum) = (parts.Sum(index => (long)active[index].Share.Hundredths), 0L);
        foreach (var index in parts)
        {
            sum += active[index].Share.Hundredths;
            text.Append($"            `~{before}{HexThreshold.Below(HexThreshold.All * sum / all)}` {NameOf(index)}\n");
        }
    }
}
