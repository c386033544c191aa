using System.Text.RegularExpressions;

namespace Chimera.Cli.Tests;

/// <summary>The exit codes as their source says them.</summary>
internal static partial class ExitCodes
{
    public static IReadOnlyList<(int Code, string Name, string Meaning)> All { get; } =
    [
        .. Entry().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "src/Chimera.Cli/ExitCode.cs")))
            .Select(entry => (
                int.Parse(entry.Groups["code"].ValueSpan),
                entry.Groups["name"].Value,
                Tags().Replace(entry.Groups["meaning"].Value, "`").TrimEnd('.'))),
    ];

    [GeneratedRegex(@"/// <summary>(?<meaning>.*)</summary>\n    (?<name>\w+) = (?<code>\d+),", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex("</?c>", RegexOptions.None, 1000)]
    private static partial Regex Tags();
}
