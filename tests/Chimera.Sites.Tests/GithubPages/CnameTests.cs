using Chimera.Sites.Findings;
using Chimera.Sites.GithubPages.Domain;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.GithubPages;

public sealed class CnameTests
{
    public static TheoryData<string, string?, string?> Files => new()
    {
        { "www.example.com\n", "www.example.com", null },
        { "Example.COM", "example.com", null },
        { "https://www.example.com/blog/\n", null, "pages.cname-malformed" },
        { "www.example.com:8080\n", null, "pages.cname-malformed" },
        { "localhost\n", null, "pages.cname-malformed" },
        { "*.example.com\n", null, "pages.cname-malformed" },
        { "\uFEFFwww.example.com\n", null, "pages.cname-malformed" },
        { "", null, "pages.cname-malformed" },
        { "127.0.0.1", null, "pages.cname-malformed" },
        { "example.com\nwww.example.com\n", null, "pages.cname-several-domains" },
        { "müller.example\n", null, "pages.cname-not-ascii" },
        { "ann.github.io\n", null, "pages.cname-reserved" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void One_bare_domain_is_taken_and_nothing_else(string text, string? domain, string? code)
    {
        var site = Pages.Foresee((".nojekyll", ""), ("index.html", "x"), ("CNAME", text));

        Assert.Equal(domain, site.Fact("domain"));
        Assert.Equal(code is null ? [] : [code], site.Codes().Where(found => found.StartsWith("pages.cname", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("https://www.example.com/blog/\n", "www.example.com\n")]
    [InlineData("  WWW.example.com:443 \r\n", "  www.example.com \r\n")]
    [InlineData("example.com\nwww.example.com\n", "example.com\n")]
    [InlineData("müller.example", "xn--mller-kva.example")]
    [InlineData("\uFEFFwww.example.com\n", "www.example.com\n")]
    public void A_domain_in_wrappings_is_unwrapped(string text, string healed)
    {
        var folder = Pages.Folder((".nojekyll", ""), ("index.html", "x"), ("CNAME", text));
        var kind = Pages.Foresee(folder).Findings.First(finding => finding.Kind.Code.StartsWith("pages.cname", StringComparison.Ordinal))
            .Kind;

        var (after, foresight) = Pages.Heal(folder, kind);

        Assert.Equal(healed, after.TextOf("CNAME"));
        Assert.NotNull(foresight.Fact("domain"));
    }

    [Fact]
    public void Of_two_domains_none_is_chosen() =>
        Assert.Null(Pages.Repair(
            Pages.Folder((".nojekyll", ""), ("index.html", "x"), ("CNAME", "one.example\ntwo.example\n")), CnameFindings.SeveralLines));

    [Theory]
    [InlineData("cname")]
    [InlineData("CNAME.txt")]
    public void A_name_in_another_letter_case_is_put_right(string name)
    {
        var (folder, after) = Pages.Heal(Pages.Folder((".nojekyll", ""), ("index.html", "x"), (name, "example.com\n")), CnameFindings.Name);

        Assert.Equal(("example.com\n", "example.com"), (folder.TextOf("CNAME"), after.Fact("domain")));
    }

    [Fact]
    public void A_domain_beside_the_published_folder_is_moved_into_it()
    {
        var (folder, after) = Pages.Heal(
            Pages.Folder(("docs/.nojekyll", ""), ("docs/index.html", "x"), ("CNAME", "example.com\n")), CnameFindings.Misplaced);

        Assert.Equal(("example.com\n", "example.com"), (folder.TextOf("docs/CNAME"), after.Fact("domain")));
    }

    [Fact]
    public void Every_real_file_is_taken_or_explained()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Beside.Folder("corpus"), "cname")))
        {
            var site = Pages.Foresee((".nojekyll", ""), ("index.html", "x"), ("CNAME", File.ReadAllText(file)));

            Assert.True(site.Fact("domain") is not null ^ site.Codes()
                .Any(code => code.StartsWith("pages.cname", StringComparison.Ordinal)), file);
        }
    }
}
