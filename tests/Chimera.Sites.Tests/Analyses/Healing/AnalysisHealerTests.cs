using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Analyses.Assets;
using Chimera.Sites.Analyses.Headers;
using Chimera.Sites.Analyses.Healing;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Tests.Analyses.Healing;

public sealed class AnalysisHealerTests
{
    [Theory]
    [InlineData("<img src=\"/IMG/Logo.PNG?v=1\" alt=x>", "<img src=\"/img/logo.png?v=1\" alt=x>")]
    [InlineData("<img src='Img/logo.png'><img src=./img/logo.png><a style='b:url( Img/logo.png )'>", "<img src='img/logo.png'><img src=./img/logo.png><a style='b:url( img/logo.png )'>")]
    [InlineData("<img srcset='/img/LOGO.png 1x, /IMG/x.png 2x'>", "<img srcset='/img/logo.png 1x, /IMG/x.png 2x'>")]
    [InlineData("<img src=/img/my%20PIC.png>", "<img src=/img/my%20pic.png>")]
    [InlineData("<a href=/ABOUT#x>", "<a href=/about#x>")]
    public void A_reference_is_written_as_the_file_is_named(string html, string healed)
    {
        var site = Site(html);
        var finding = Assert.Single(site.Find(new AssetAnalysis()), finding => finding.Kind == AssetFindings.WrongCase);

        var repair = Heal(site, finding)!;

        Assert.Equal(healed, Apply(html, repair, "index.html"));
        Assert.DoesNotContain(Site(healed).Find(new AssetAnalysis()), finding => finding.Kind == AssetFindings.WrongCase);
    }

    [Fact]
    public void Every_page_with_the_reference_is_repaired_at_once()
    {
        var site = Site("<img src=/IMG/logo.png>").File("b/c.html", "<img src=../IMG/logo.png>");

        var repair = Heal(site, Assert.Single(site.Find(new AssetAnalysis())))!;

        Assert.Equal(["b/c.html", "index.html"], repair.Changes.Select(change => change.File).Order(StringComparer.Ordinal));
        Assert.Equal("<img src=../img/logo.png>", Apply("<img src=../IMG/logo.png>", repair, "b/c.html"));
    }

    [Fact]
    public void A_reference_whose_folder_comes_from_elsewhere_is_left() =>
        Assert.Null(Heal(Site("<base href=/IMG/><img src=logo.png>"), Assert.Single(Site("<base href=/IMG/><img src=logo.png>").Find(new AssetAnalysis()))));

    [Theory]
    [InlineData("_headers", "# c\n/*\n  X-A: self\n  Content-Security-Policy: default-src self; img-src 'self' # x\n", "default-src self; img-src 'self' # x", "# c\n/*\n  X-A: self\n  Content-Security-Policy: default-src 'self'; img-src 'self' # x\n")]
    [InlineData("netlify.toml", "\n[[headers]]\n  a = \"default-src self\"\n", "default-src self", "\n[[headers]]\n  a = \"default-src 'self'\"\n")]
    [InlineData("netlify.toml", "\n[[headers]]\n  a = 'default-src self'\n", "default-src self", null)]
    [InlineData("render.yaml", "\na: default-src self\n", "default-src self", null)]
    [InlineData("_headers", "\n/*\n  Content-Security-Policy: default-src   self\n", "default-src self", null)]
    public void A_word_of_a_policy_gets_its_quotes_where_that_is_safe(string file, string text, string policy, string? healed)
    {
        var folder = SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { [file] = text });
        var rule = new HeaderRule("/*", [new("Content-Security-Policy", policy)], new Place(file, 2, 1));
        var foresight = new TestSite().Foresee() with { Headers = [rule] };
        var finding = new HeaderAnalysis().Analyse(foresight, folder, CancellationToken.None).First(finding => finding.Kind == HeaderFindings.CspInvalid);

        var repair = Heal(folder, foresight, finding);

        Assert.Equal(healed, repair is null ? null : Apply(text, repair, file));
    }

    [Fact]
    public void An_unknown_directive_is_nothing_to_quote()
    {
        var foresight = new TestSite().Header("/*", "Content-Security-Policy", "script-scr 'self'").Foresee();
        var folder = SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["_headers"] = "/*\n  Content-Security-Policy: script-scr 'self'" });

        Assert.Null(Heal(folder, foresight, Assert.Single(new HeaderAnalysis().Analyse(foresight, folder, CancellationToken.None))));
    }

    private static Repair? Heal(TestSite site, SiteFinding finding) => Heal(site.Folder, site.Foresee(), finding);

    private static Repair? Heal(SiteFolder folder, Foresight foresight, SiteFinding finding) =>
        AnalysisHealers.All.Where(healer => healer.Codes.Contains(finding.Kind.Code)).Select(healer => healer.Propose(finding, folder, foresight)).FirstOrDefault();

    private static string Apply(string text, Repair repair, string file) =>
        TextEdit.Apply(text, repair.Changes.OfType<FileChange.Edit>().Where(edit => edit.File == file).SelectMany(edit => edit.Edits));

    private static TestSite Site(string html) =>
        new TestSite().File("index.html", html).File("img/logo.png", "").File("img/my pic.png", "").File("about.html", "<b id=x>").File("IMG/x.png", "");
}
