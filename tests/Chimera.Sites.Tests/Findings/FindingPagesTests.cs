using Chimera.Sites.Findings;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Findings;

/// <summary>Every sort of finding has a page in docs/findings, written from the code.</summary>
public sealed class FindingPagesTests
{
    private static readonly string Folder = Path.Combine(Beside.Root, "docs", "findings");

    private static bool Update => Environment.GetEnvironmentVariable("CHIMERA_UPDATE_SNAPSHOTS") == "1";

    [Fact]
    public void Every_finding_has_its_page()
    {
        foreach (var kind in FindingCatalog.All)
        {
            var file = Path.Combine(Folder, $"{kind.Code}.md");
            var page = Page(kind);
            if (Update)
            {
                Directory.CreateDirectory(Folder);
                File.WriteAllText(file, page);
            }

            Assert.True(File.Exists(file), $"{kind.Code} has no page; write it with CHIMERA_UPDATE_SNAPSHOTS=1");
            Assert.Equal(page, File.ReadAllText(file));
        }
    }

    [Fact]
    public void Every_page_has_its_finding()
    {
        var stale = Directory.EnumerateFiles(Folder, "*.md")
            .Where(file => FindingCatalog.Find(Path.GetFileNameWithoutExtension(file)) is null).ToList();
        if (Update)
        {
            stale.ForEach(File.Delete);
            stale.Clear();
        }

        Assert.Empty(stale);
    }

    [Fact]
    public void No_code_means_two_things() =>
        Assert.Empty(FindingCatalog.All.GroupBy(kind => kind.Code).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void A_remedy_is_an_instruction_of_one_line() => Assert.All(FindingCatalog.All, kind =>
    {
        Assert.DoesNotContain('\n', kind.Remedy);
        Assert.False(kind.Remedy.EndsWith('.'), kind.Code);
        Assert.False(char.IsUpper(kind.Remedy[0]) && kind.Remedy.Split(' ')[0].Skip(1).All(char.IsLower), kind.Code);
        Assert.False(kind.Title.EndsWith('.'), kind.Code);
        Assert.False(kind.Remedy.StartsWith("nothing", StringComparison.Ordinal), kind.Code);
        Assert.True(char.IsLower(kind.Title[0]) || !char.IsLetter(kind.Title[0]) || char.IsUpper(kind.Title[^1])
            || kind.Title.Split(' ')[0].Any(char.IsUpper), kind.Code);
        Assert.True(kind.Why.Length > 40, kind.Code);
        Assert.NotEqual("", kind.Source);
        Assert.NotEqual("", kind.Example);
    });

    /// <summary>With a capital, unless it begins with the name of a file or the like.</summary>
    private static string Sentence(string text) =>
        text.Split(' ')[0].AsSpan().ContainsAny('.', '_', '/') ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Page(FindingKind kind) =>
        $"""
        # {kind.Code}

        <!-- Written from the source: to change it, change the finding. -->

        **{Sentence(kind.Title)}** ({kind.Severity.ToString().ToLowerInvariant()})

        {kind.Why}

        ## What to do

        {Sentence(kind.Remedy)}.

        ## Example

        {kind.Example}

        ## Where this is known from

        {kind.Source}

        """;
}
