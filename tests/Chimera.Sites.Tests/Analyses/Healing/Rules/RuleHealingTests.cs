using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Healing;

namespace Chimera.Sites.Tests.Analyses.Healing.Rules;

public sealed class RuleHealingTests
{
    private const string Toml = "[build]\npublish = \"pub\"\n";

    [Theory]
    [InlineData("/a/ /a 301", "# /a/ /a 301", "remove-self-redirect")]
    [InlineData("/a /a/ 301!", "# /a /a/ 301!", "remove-self-redirect")]
    [InlineData("/a/* /a/:splat 302!", "# /a/* /a/:splat 302!", "remove-self-redirect")]
    [InlineData("/x/ /y 302", "# /x/ /y 302", "comment-out-rule")]
    [InlineData("/go /y 307", "/go /y 302", "documented-status")]
    [InlineData("/go /y 308!", "/go /y 301!", "documented-status")]
    [InlineData("/go#part /y 301", "# /go#part /y 301", "comment-out-rule")]
    [InlineData("https://*.example.com/go /y 301", "# https://*.example.com/go /y 301", "comment-out-rule")]
    [InlineData("/go?id=7&v=2 /y 301", "/go id=7 v=2 /y 301", "query-beside-path")]
    [InlineData("/caf\u00e9 /y 301", "/caf%C3%A9 /y 301", "encode-path")]
    [InlineData("/caf%C3%A9/\u00e9 /y 301", "/caf%C3%A9/%C3%A9 /y 301", "encode-path")]
    [InlineData("/go /new.htm#top 301", "/go /new.html#top 301", "existing-destination")]
    [InlineData("/go /sub.html 301", "/go /sub/index.html 301", "existing-destination")]
    [InlineData("/go /y 302 Contry=us", "/go /y 302 Country=us", "known-condition")]
    public void A_rule_is_repaired_in_its_line(string line, string healed, string healer)
    {
        var before = $"# above\r\n/x /y 302\r\n\t{line} # why\r\n\r\n# below";

        var report = Heal(("netlify.toml", Toml), ("pub/_redirects", before));

        Assert.Equal($"# above\r\n/x /y 302\r\n\t{healed} # why\r\n\r\n# below", Healed.Text(report, "pub/_redirects"));
        Assert.Equal([healer], report.Ends.OfType<HealEnd.Healed>().Select(end => end.Repair.Healer));
    }

    [Theory]
    [InlineData("status = 307", "status = 302")]
    [InlineData("status = 302\nconditions = { Contry = [\"us\"] }", "status = 302\nconditions = { Country = [\"us\"] }")]
    [InlineData("force = \"true\"", "force = true")]
    [InlineData("query = { x = [\"1\"] }", "query = { x = \"1\" }")]
    public void A_rule_is_repaired_in_its_table(string line, string healed)
    {
        const string rule = "# rules\n[[redirects]]\n  from = \"/go\"\n  to = \"/y\"\n";

        var report = Heal(("netlify.toml", $"{Toml}{rule}{line} # why\n"));

        Assert.Equal($"{Toml}{rule}{healed} # why\n", Healed.Text(report, "netlify.toml"));
        Assert.Empty(report.Ends.OfType<HealEnd.Left>());
    }

    [Fact]
    public void A_rule_for_one_path_moves_above_the_general_one_that_shadows_it()
    {
        var report = Heal(("netlify.toml", Toml), ("pub/_redirects", "# all\n/* /y 200\n# some\n/go /new 301 # why\n/on /new 301"));

        Assert.Equal("# all\n/go /new 301 # why\n/on /new 301\n/* /y 200\n# some\n", Healed.Text(report, "pub/_redirects"));
        Assert.Empty(report.After.Findings.Where(finding => finding.Kind.Severity > Chimera.Engine.Validation.Severity.Note));
    }

    [Fact]
    public void A_table_for_one_path_moves_above_the_general_one_that_shadows_it()
    {
        const string general = "# all\n[[redirects]]\nfrom = \"/*\"\nto = \"/y\"\nstatus = 200\n\n";
        const string special = "# some\n[[redirects]]\nfrom = \"/go\"\nto = \"/new\"\n";

        var report = Heal(("netlify.toml", Toml + general + special));

        Assert.Equal(
            Toml + "# all\n[[redirects]]\nfrom = \"/go\"\nto = \"/new\"\n[[redirects]]\nfrom = \"/*\"\nto = \"/y\"\nstatus = 200\n\n# some\n",
            Healed.Text(report, "netlify.toml"));
    }

    [Fact]
    public void A_rule_that_another_answers_for_becomes_a_comment()
    {
        var report = Heal(("netlify.toml", Toml), ("pub/_redirects", "/* /y 200\n/go /y 200\n"));

        Assert.Equal("/* /y 200\n# /go /y 200\n", Healed.Text(report, "pub/_redirects"));
    }

    [Theory]
    [InlineData("/* https://new.example.com/:splat 301!\n/go /new 301\n")]
    [InlineData("/go /new 301\n/go /y 302\n")]
    [InlineData("/go /nothing-like-it 301\n")]
    [InlineData("/go /y 399\n")]
    [InlineData("/go /y 302 Weather=fine\n")]
    public void What_only_a_person_can_know_is_left_and_explained(string rules)
    {
        var report = Heal(("netlify.toml", Toml), ("pub/_redirects", rules));

        Assert.Empty(report.Touched);
        Assert.NotEmpty(report.Ends.OfType<HealEnd.Left>());
    }

    private static HealReport Heal(params (string Path, string Text)[] files) => Healed.Of(
        Platform.Netlify,
        [.. files, ("pub/index.html", "x"), ("pub/y.html", "x"), ("pub/new.html", "x"), ("pub/sub/index.html", "x")]);
}
