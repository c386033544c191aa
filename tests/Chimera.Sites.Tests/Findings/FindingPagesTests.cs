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
        var stale = Directory.EnumerateFiles(Folder, "*.md").Where(file => FindingCatalog.Find(Path.GetFileNameWithoutExtension(file)) is null).ToList();
        if (Update)
        {
            stale.ForEach(File.Delete);
            stale.Clear();
        }

        Assert.Empty(stale);
    }

    [Fact]
    public void No_code_means_two_things() => Assert.Empty(FindingCatalog.All.GroupBy(kind => kind.Code).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void A_remedy_is_an_instruction_of_one_line() => Assert.All(FindingCatalog.All, kind =>
    {
        Assert.DoesNotContain('\n', kind.Remedy);
        Assert.False(kind.Remedy.EndsWith('.'), kind.Code);
        Assert.True(char.IsLower(kind.Title[0]) || !char.IsLetter(kind.Title[0]) || char.IsUpper(kind.Title[^1]) || kind.Title.Split(' ')[0].Any(char.IsUpper), kind.Code);
        Assert.True(kind.Why.Length > 40, kind.Code);
        Assert.NotEqual("", kind.Source);
        Assert.NotEqual("", kind.Example);
    });

    private static string Page(FindingKind kind) =>
        $"""
        # {kind.Code}

        <!-- Written from the source: to change it, change the finding. -->

        **{char.ToUpperInvariant(kind.Title[0])}{kind.Title[1..]}** ({kind.Severity.ToString().ToLowerInvariant()})

        {kind.Why}

        ## What to do

        {char.ToUpperInvariant(kind.Remedy[0])}{kind.Remedy[1..]}.

        ## Example

        {kind.Example}

        ## Where this is known from

        {kind.Source}

        """;
}
