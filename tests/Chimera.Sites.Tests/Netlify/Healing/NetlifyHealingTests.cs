using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Healing;

namespace Chimera.Sites.Tests.Netlify.Healing;

public sealed class NetlifyHealingTests
{
    private const string Toml = "[build]\npublish = \"pub\"\n";

    [Theory]
    [InlineData("/a new.html", "/a /new.html", "lead-with-slash")]
    [InlineData("/a\tdocs/new  301 # c", "/a\t/docs/new  301 # c", "lead-with-slash")]
    [InlineData("/a www.example.com/x 302", "/a https://www.example.com/x 302", "lead-with-slash")]
    [InlineData("  /a /b Country=us 302", "  /a /b 302 Country=us", "status-before-conditions")]
    [InlineData("/a /b  Country=us Language=en  302! # c", "/a /b  302! Country=us Language=en # c", "status-before-conditions")]
    [InlineData("/a /b Country=us", "/a /b 302 Country=us", "status-before-conditions")]
    [InlineData("Redirect the old pages", "# Redirect the old pages", "comment-out-prose")]
    [InlineData("/a", "# /a", "comment-out-ignored")]
    [InlineData("/a https://{{ x }} 200", "# /a https://{{ x }} 200", "comment-out-ignored")]
    [InlineData("/.netlify/x /y", "# /.netlify/x /y", "comment-out-ignored")]
    public void A_line_of_redirects_is_repaired_in_place(string line, string healed, string healer)
    {
        var before = $"# above\r\n/x /y 302\n{line}\n\n# below";

        var report = Heal(("netlify.toml", Toml), ("pub/_redirects", before), ("pub/index.html", "x"), ("pub/b.html", "x"), ("pub/y.html", "x"), ("pub/new.html", "x"), ("pub/docs/new.html", "x"));

        Assert.Equal($"# above\r\n/x /y 302\n{healed}\n\n# below", Text(report, "pub/_redirects"));
        Assert.Equal([healer], report.Ends.OfType<HealEnd.Healed>().Select(end => end.Repair.Healer));
    }

    [Theory]
    [InlineData("X-A: 1\n/b\n  X-B: 2\n", "/*\nX-A: 1\n/b\n  X-B: 2\n")]
    [InlineData("# c\r\n\r\n  X-A: 1\r\n", "# c\r\n\r\n/*\r\n  X-A: 1\r\n")]
    [InlineData("*\n  X-A: 1\n", "/*\n  X-A: 1\n")]
    [InlineData("/a\n  X-Frame-Options DENY\n", "/a\n  X-Frame-Options: DENY\n")]
    [InlineData("/a\n  X-A: 1\nb.html\n  X-B: 1\n", "/a\n  X-A: 1\n/b.html\n  X-B: 1\n")]
    [InlineData("/a\n  X-A: 1\n  made by hand\n", "/a\n  X-A: 1\n  # made by hand\n")]
    [InlineData("/a\n  X-A:\n  X-B: 1\n", "/a\n  # X-A:\n  X-B: 1\n")]
    public void Headers_are_repaired_in_place(string before, string healed)
    {
        var report = Heal(("netlify.toml", Toml), ("pub/_headers", before), ("pub/index.html", "x"), ("pub/a.html", "x"), ("pub/b.html", "x"));

        Assert.Equal(healed, Text(report, "pub/_headers"));
    }

    [Theory]
    [InlineData("[build]\npublish = pub # here\n", "[build]\npublish = \"pub\" # here\n")]
    [InlineData("[build]\npublish = \"pub\"\n[build.environment]\nTOKEN = 0abc\n", "[build]\npublish = \"pub\"\n[build.environment]\nTOKEN = \"0abc\"\n")]
    [InlineData("[build]\npublish = \"Pub\" # c\n", "[build]\npublish = \"pub\" # c\n")]
    [InlineData("[build]\nbase = \"./PUB/\"\n", "[build]\nbase = \"./pub/\"\n")]
    [InlineData("[build]\npublish = \"pub\"\nignore = false # c\n", "[build]\npublish = \"pub\"\nignore = \"false\" # c\n")]
    [InlineData("[build]\npublish = bad \\d\ncommand = \"grep \\d\"\n", "[build]\npublish = \"bad \\\\d\"\ncommand = 'grep \\d'\n")]
    [InlineData("[build]\npublish: pub\n", "[build]\npublish = \"pub\"\n")]
    [InlineData("[build\npublish = \"pub\"\n", "[build]\npublish = \"pub\"\n")]
    [InlineData("[build]\npublish = \"pub\n", "[build]\npublish = \"pub\"\n")]
    [InlineData("[build]\npublish = \"pub\"\ncommand = \"grep \\d x\"\n", "[build]\npublish = \"pub\"\ncommand = 'grep \\d x'\n")]
    [InlineData("[build]\npublish = \"pub\"\ncommand = \"grep '\\d' \\\"x\\\"\"\n", "[build]\npublish = \"pub\"\ncommand = \"grep '\\\\d' \\\"x\\\"\"\n")]
    [InlineData("[build]\npublish = \"pub\"\n\n[build]\n  command = \"x\" # c\n", "[build]\npublish = \"pub\"\n  command = \"x\" # c\n\n")]
    [InlineData("[build]\npublish = \"pub\"\n\n[x]\ny = 1\n\n[build]\npublish = \"pub\"\n", "[build]\npublish = \"pub\"\n\n[x]\ny = 1\n\n")]
    [InlineData("```toml\n[build]\npublish = \"pub\"\n```\n", "# ```toml\n[build]\npublish = \"pub\"\n# ```\n")]
    [InlineData("[build]\npublish = \"pub\"\n[plugins]\npackage = \"p\"\n", "[build]\npublish = \"pub\"\n[[plugins]]\npackage = \"p\"\n")]
    [InlineData("[build]\npublish = \"pub\"\n[redirects]\nfrom = \"/a\"\nto = \"/b\"\n", "[build]\npublish = \"pub\"\n[[redirects]]\nfrom = \"/a\"\nto = \"/b\"\n")]
    [InlineData("[build]\npublish = \"pub\"\n[headers]\nfor = \"/*\"\n[headers.values]\nX = \"1\"\n", "[build]\npublish = \"pub\"\n[[headers]]\nfor = \"/*\"\n[headers.values]\nX = \"1\"\n")]
    [InlineData(
        "[build]\npublish = \"pub\"\n[[redirects]]\nfrom = \"/a\"\nto = \"/b\"\n\nfrom = \"/c\"\nto = \"/b\"\n",
        "[build]\npublish = \"pub\"\n[[redirects]]\nfrom = \"/a\"\nto = \"/b\"\n\n[[redirects]]\nfrom = \"/c\"\nto = \"/b\"\n")]
    [InlineData(
        "[build]\npublish = \"pub\"\n[[headers]]\nfor = \"/*\"\n[headers.values]\nX-A = 1 # c\nX-B = \"2\"\n",
        "[build]\npublish = \"pub\"\n[[headers]]\nfor = \"/*\"\n[headers.values]\nX-A = \"1\" # c\nX-B = \"2\"\n")]
    [InlineData(
        "[build]\npublish = \"pub\"\n[[redirects]]\nfrom = \"/a\"\nto = \"/b\"\nforce = \"true\"\n",
        "[build]\npublish = \"pub\"\n[[redirects]]\nfrom = \"/a\"\nto = \"/b\"\nforce = true\n")]
    [InlineData(
        "[build]\npublish = \"pub\"\n# functions\n[[redirects]]\n  from = \"/.netlify/functions/*\"\n  to = \"/b\"\n",
        "[build]\npublish = \"pub\"\n# functions\n# [[redirects]]\n  # from = \"/.netlify/functions/*\"\n  # to = \"/b\"\n")]
    public void A_netlify_toml_is_repaired_in_place(string before, string healed)
    {
        var report = Heal(("netlify.toml", before), ("pub/index.html", "x"), ("pub/b.html", "x"));

        Assert.Equal(healed, Text(report, "netlify.toml"));
        Assert.False(report.After.Broken);
    }

    [Fact]
    public void Rules_beside_a_publish_folder_of_the_repository_move_into_it()
    {
        var report = Heal(("netlify.toml", Toml), ("_redirects", "/a /b 302\n"), ("pub/index.html", "x"), ("pub/b.html", "x"));

        Assert.Equal("/a /b 302\n", Text(report, "pub/_redirects"));
        Assert.Null(report.Healed.Read("_redirects"));
    }

    [Fact]
    public void Rules_beside_a_publish_folder_that_is_built_stay()
    {
        var report = Heal(("netlify.toml", Toml + "command = \"make\"\n"), ("_redirects", "/a /b 302\n"), ("pub/index.html", "x"));

        Assert.Empty(report.Touched);
        Assert.NotEmpty(report.Ends.OfType<HealEnd.Left>());
    }

    [Theory]
    [InlineData("[build]\npublish = \"pub\"\n[build]\npublish = \"other\"\n")]
    [InlineData("[build]\npublish = [\"pub\"]\n")]
    [InlineData("[build]\nbase = \"nowhere\"\n")]
    public void What_only_a_person_can_know_is_left_and_explained(string before)
    {
        var report = Heal(("netlify.toml", before), ("pub/index.html", "x"));

        Assert.Empty(report.Touched);
        Assert.NotEmpty(report.Ends.OfType<HealEnd.Left>().Select(end => end.Why));
    }

    [Fact]
    public void Everything_that_keeps_a_file_from_being_read_is_told_at_once_and_healed_one_by_one()
    {
        const string Before = "[build]\npublish = pub\ncommand: make\n[[redirects]\nfrom = \"/a\"\nto = \"/\"\n";

        var report = Heal(("netlify.toml", Before), ("pub/index.html", "x"));

        Assert.Equal([2, 3, 4], report.Before.Findings.Select(finding => finding.Place!.Line));
        Assert.Equal("[build]\npublish = \"pub\"\ncommand = \"make\"\n[[redirects]]\nfrom = \"/a\"\nto = \"/\"\n", Text(report, "netlify.toml"));
    }

    private static HealReport Heal(params (string Path, string Text)[] files) => Healed.Of(Platform.Netlify, files);

    private static string Text(HealReport report, string file) => Healed.Text(report, file);
}
