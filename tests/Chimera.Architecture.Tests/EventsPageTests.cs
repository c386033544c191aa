using System.Text.RegularExpressions;

namespace Chimera.Architecture.Tests;

/// <summary>docs/ledger.md has every event that is written down, once, with the code that writes it.</summary>
public sealed partial class EventsPageTests
{
    private static readonly string Sources = Path.Combine(Repository.Root, "src");

    private static readonly string Types = File.ReadAllText(Path.Combine(Sources, "Chimera.Engine", "Record", "EventTypes.cs"));

    [Fact]
    public void Every_event_is_in_the_table_in_the_order_of_the_code()
    {
        string[] written = [.. Constant().Matches(Types).Select(found => found.Groups["type"].Value)];

        Assert.Equal(written, Rows().Select(row => row.Type));
        Assert.True(written.Length > 40, $"{written.Length} were found");
    }

    [Fact]
    public void Whoever_is_said_to_write_an_event_knows_its_name()
    {
        var names = Constant().Matches(Types).ToDictionary(found => found.Groups["type"].Value, found => found.Groups["name"].Value);
        foreach (var (type, writer) in Rows())
        {
            var said = $@"\bEventTypes\.{names[type]}\b";
            Assert.True(
                Directory.GetFiles(Sources, $"{writer}.cs", SearchOption.AllDirectories)
                    .Any(file => Regex.IsMatch(File.ReadAllText(file), said, RegexOptions.None, TimeSpan.FromSeconds(1))),
                $"{writer} does not write {type}");
        }
    }

    private static IEnumerable<(string Type, string Writer)> Rows()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "ledger.md"));
        var from = page.IndexOf("\n## Events\n", StringComparison.Ordinal);
        return Row().Matches(page[from..page.IndexOf("\n## ", from + 4, StringComparison.Ordinal)])
            .Select(found => (found.Groups["type"].Value, found.Groups["writer"].Value));
    }

    [GeneratedRegex(@"public const string (?<name>\w+) = ""(?<type>[^""]+)"";", RegexOptions.None, 1000)]
    private static partial Regex Constant();

    [GeneratedRegex(@"^\| `(?<type>[^`]+)` \| [^|]+ \| `(?<writer>\w+)` \| [^|]+ \|$", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
