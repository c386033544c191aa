using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Tests.Netlify;

public sealed class NetlifyPlatformTests
{
    [Fact]
    public void A_site_is_foreseen_with_its_facts_rules_and_answers()
    {
        var foresight = Foresee(
            ("netlify.toml", "[build]\npublish = \"dist\"\ncommand = \"make\"\n[context.deploy-preview]\ncommand = \"make preview\"\n[build.environment]\nNODE_VERSION = \"22\"\n"),
            ("dist/index.html", ""), ("dist/_redirects", "/a /b\n"), ("dist/_headers", "/*\n X-A: 1\n"));
        Assert.Empty(foresight.Findings);
        Assert.Equal("make", foresight.Facts.Single(fact => fact.Name == "command").Value);
        Assert.Equal(3, foresight.Facts.Single(fact => fact.Name == "command").Place!.Line);
        Assert.Equal("22", foresight.Facts.Single(fact => fact.Name == "environment.NODE_VERSION").Value);
        Assert.Equal(["/index.html"], foresight.Published.UrlPaths);
        Assert.Equal("/b", foresight.Responder!.Respond(SiteRequest.Get("/a")).Location);
        Assert.Equal("/index.html", foresight.Responder.Respond(SiteRequest.Get("/")).Body);
    }

    [Fact]
    public void A_context_changes_the_facts_and_their_places()
    {
        var folder = Folder(("netlify.toml", "[build]\ncommand = \"a\"\n[context.deploy-preview]\ncommand = \"b\"\n"), ("index.html", ""));
        var fact = new NetlifyPlatform().Foresee(folder, new DeployContext("deploy-preview", "x"), CancellationToken.None).Facts
            .Single(fact => fact.Name == "command");
        Assert.Equal(("b", 4), (fact.Value, fact.Place!.Line));
    }

    [Fact]
    public void A_configuration_that_Netlify_refuses_breaks_the_deploy()
    {
        var foresight = Foresee(("netlify.toml", "[build\n"));
        Assert.True(foresight.Broken);
        Assert.Equal("netlify.toml", Assert.Single(foresight.Findings).Place!.File);
    }

    [Theory]
    [InlineData("netlify.publish-missing", "netlify.toml", "[build]\npublish = \"dist\"\n", "x.txt", "")]
    [InlineData("netlify.command-missing", "package.json", "{\"scripts\":{\"build\":\"vite build\"}}", "src/main.js", "")]
    [InlineData("netlify.rules-not-deployed", "netlify.toml", "[build]\npublish = \"p\"\n", "_redirects|p/index.html", "/a /b")]
    [InlineData("netlify.runtime-version", "netlify.toml", "[build.environment]\nNODE_VERSION = \"8\"\n", "index.html", "")]
    [InlineData("netlify.runtime-version", "netlify.toml", "[build.environment]\nPYTHON_VERSION = \"latest please\"\n", "index.html", "")]
    [InlineData("rule.no-destination", "index.html", "", "_redirects", "/a")]
    [InlineData("header.before-path", "index.html", "", "_headers", "X-A: 1")]
    public void What_is_wrong_is_found(string code, string file, string text, string others, string otherText)
    {
        var foresight = Foresee([(file, text), .. others.Split('|').Select(other => (other, otherText))]);
        var finding = Assert.Single(foresight.Findings);
        Assert.Equal(code, finding.Kind.Code);
        Assert.NotNull(finding.Place);
    }

    [Theory]
    [InlineData("rule.force-not-boolean", "force", "\"true\"")]
    [InlineData("rule.dropped", "headers", "{ X = [\"x\"] }")]
    [InlineData("rule.breaks-all", "to", "[\"/b\"]")]
    public void A_field_that_makes_a_rule_useless_is_pointed_at(string code, string field, string value)
    {
        var to = field == "to" ? "" : "to = \"/b\"\n";
        var toml = $"[[redirects]]\nfrom = \"/a\"\n{to}{field} = {value}\n";
        var folder = Folder(("netlify.toml", toml), ("index.html", ""));
        var simulator = new SiteSimulator(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);
        var finding = Assert.Single(simulator.Foresee(Platform.Netlify, folder, DeployContext.Production, CancellationToken.None).Findings);
        Assert.Equal(code, finding.Kind.Code);
        Assert.Equal(value, toml.Substring(finding.Span!.Value.Start, finding.Span.Value.Length));
        Assert.Equal(field == "to" ? 3 : 4, finding.Place!.Line);
    }

    [Theory]
    [InlineData("18")]
    [InlineData("v20.11.1")]
    [InlineData("18.x")]
    [InlineData("lts/hydrogen")]
    [InlineData("node")]
    public void Versions_of_Node_that_its_manager_knows_are_right(string version) =>
        Assert.Empty(Foresee(("netlify.toml", $"[build.environment]\nNODE_VERSION = \"{version}\"\n"), ("index.html", "")).Findings);

    [Fact]
    public void Pretty_urls_can_be_switched_off()
    {
        var foresight =
            Foresee(("netlify.toml", "[build.processing.html]\npretty_urls = false\n"), ("a/index.html", ""), ("index.html", ""));
        Assert.Equal(200, foresight.Responder!.Respond(SiteRequest.Get("/a")).Status);
    }

    [Fact]
    public void Every_kind_of_finding_has_a_code_of_its_own_and_says_all_it_should()
    {
        var all = NetlifyFindings.All
            .Concat(Sites.Netlify.Redirects.RedirectFindings.All).Concat(Sites.Netlify.Headers.HeaderFindings.All).ToList();
        Assert.Equal(all.Count, all.Select(kind => kind.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.All(all, kind => Assert
            .All([kind.Title, kind.Why, kind.Remedy, kind.Example, kind.Source], text => Assert.False(string.IsNullOrWhiteSpace(text))));
    }

    private static Foresight Foresee(params (string Path, string Text)[] files) =>
        new NetlifyPlatform().Foresee(Folder(files), DeployContext.Production, CancellationToken.None);

    private static SiteFolder Folder(params (string Path, string Text)[] files) =>
        SiteFolder.Of(files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal));
}
