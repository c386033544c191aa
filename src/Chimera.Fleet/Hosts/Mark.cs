using System.Globalization;

namespace Chimera.Fleet.Hosts;

/// <summary>What ended a stretch of a host's stream. A closed set.</summary>
internal abstract record Mark
{
    private Mark()
    {
    }

    /// <summary>Reads what follows the nonce up to the end of its line.</summary>
    public static Mark Parse(string text) => text.Split(' ') switch
    {
        ["", "hello", var version] when Number(version) is { } number => new Hello(number),
        ["", "begin", var id] when Number(id) is { } number => new Begin(number),
        ["", "end", var id, var code] when Number(id) is { } number && Number(code) is { } exit and <= 255 => new End(number, (int)exit),
        _ => new Malformed(),
    };

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public sealed record Hello(long Version) : Mark;

    public sealed record Begin(long Id) : Mark;

    public sealed record End(long Id, int ExitCode) : Mark;

    /// <summary>The nonce was followed by something the protocol does not have.</summary>
    public sealed record Malformed : Mark;

    /// <summary>More came than is taken.</summary>
    public sealed record Overflow : Mark;

    /// <summary>The stream ended.</summary>
    public sealed record Gone : Mark;
}
