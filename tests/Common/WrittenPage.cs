using System.Globalization;
using System.Text.RegularExpressions;

namespace Chimera.Tests.Common;

/// <summary>Pages of which tests write a section, and hold later runs against it.</summary>
internal static partial class WrittenPage
{
    private static readonly Lock Gate = new();

    /// <param name="name">Of the page, below <c>docs</c>.</param>
    /// <param name="heading">Of the section, as it is written.</param>
    /// <param name="text">What the section has to be, but for where a trouble ended (<c>old 1, new 2</c>): either place is right.</param>
    public static void Holds(string name, string heading, string text)
    {
        lock (Gate)
        {
            var path = Path.Combine(Beside.Root, "docs", name);
            var page = File.ReadAllText(path);
            var from = page.IndexOf($"{heading}\n", StringComparison.Ordinal);
            Assert.True(from >= 0, $"docs/{name} has no section '{heading}'");
            from += heading.Length + 1;
            var next = Heading().Match(page, from);
            var to = next.Success ? next.Index : page.Length;
            var written = page[from..to].Trim('\n');
            if (Environment.GetEnvironmentVariable("CHIMERA_UPDATE_SNAPSHOTS") == "1")
            {
                File.WriteAllText(path, $"{page[..from]}\n{text.Trim('\n')}\n{page[to..]}");
                return;
            }

            Assert.True(
                WithoutEnds(written) == WithoutEnds(text.Trim('\n')),
                $"docs/{name} is stale, in '{heading}': if the change is meant, run this test with CHIMERA_UPDATE_SNAPSHOTS=1 and commit the file; seen:\n{text}");
        }
    }

    private static string WithoutEnds(string text) => Cell().Replace(
        text, cell => Number().Matches(cell.Value).Sum(number => int.Parse(number.Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\n#{2,3} ", RegexOptions.None, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?:old|new|lost) \d+(?:, (?:old|new|lost) \d+)*", RegexOptions.None, 1000)]
    private static partial Regex Cell();

    [GeneratedRegex(@"\d+", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
