using System.Text.RegularExpressions;

namespace Chimera.Architecture.Tests;

/// <summary>What keeps the code readable, held by machine where a machine can.</summary>
public sealed partial class ShapeOfTheCodeTests
{
    private const int MostLines = 300;

    private static IEnumerable<string> Sources => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".sh", StringComparison.Ordinal));

    [Fact]
    public void No_file_is_longer_than_one_can_hold_in_the_head()
    {
        var long_ = Sources.Where(file => File.ReadLines(file).Count() > MostLines).Select(Relative);

        Assert.Empty(long_);
    }

    [Fact]
    public void Nothing_is_left_unfinished()
    {
        var marks = Sources.Where(file => Unfinished().IsMatch(File.ReadAllText(file))).Select(Relative);

        Assert.Empty(marks);
    }

    [Fact]
    public void The_engine_speaks_of_no_realm()
    {
        var leaks = Sources
            .Where(file => file.Contains("/Chimera.Engine/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => RealmWords().IsMatch(Comments().Replace(File.ReadAllText(file), "")))
            .Select(Relative);

        Assert.Empty(leaks);
    }

    /// <summary>A fault of the program is not an answer about a document: JsonFacts says what a document lacks. What the YAML library throws is its own.</summary>
    [Fact]
    public void No_fault_of_the_program_is_caught_as_an_answer()
    {
        var caught = Sources
            .Where(file => !file.Contains("/Chimera.Documents/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains(nameof(NullReferenceException), StringComparison.Ordinal))
            .Select(Relative);

        Assert.Empty(caught);
    }

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bXXX\b", RegexOptions.None, 1000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\b(?:nix|ssh|tmux|netlify|systemd|toplevel)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex RealmWords();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Comments();
}
