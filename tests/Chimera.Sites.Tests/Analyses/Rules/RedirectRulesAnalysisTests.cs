using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;
using Chimera.Sites.Tests.Netlify.Matching;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Analyses.Rules;

public sealed class RedirectRulesAnalysisTests
{
    [Fact]
    public void A_specific_rule_below_a_general_one_is_shadowed() =>
        Assert.Equal(["/old: rule.shadowed"], Found(Rule("/*", "/index.html", 200), Rule("/old", "/new")));

    [Fact]
    public void A_rule_that_takes_only_some_of_another_shadows_nothing() =>
        Assert.Empty(Found(Rule("/a/b", "/c"), Rule("/a/*", "https://x.example/:splat")));

    [Fact]
    public void The_same_rule_with_a_slash_is_a_duplicate_and_with_another_destination_a_contradiction() => Assert.Equal(
        ["/a/: rule.duplicate", "/a: rule.contradictory"],
        Found(Rule("/a", "/b"), Rule("/a/", "/b"), Rule("/a", "/c")));

    [Theory]
    [InlineData("/docs#install", "/x", "browsers do not send")]
    [InlineData("/docs?x=1", "/x", "a query is not part of the path")]
    [InlineData("/naïve", "/x", "percent-encoded")]
    [InlineData("/v1/*", "/v1/:splat", "leads back into itself")]
    [InlineData("/a//b", "/x", "empty segment")]
    public void A_rule_that_can_never_match_is_found_with_the_reason(string from, string to, string why)
    {
        var finding = Assert.Single(Findings([Rule(from, to)]));

        Assert.Equal(RuleFindings.Unreachable, finding.Kind);
        Assert.Contains(why, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_with_a_wildcard_never_matches() => Assert.Equal(
        ["https://*.x.example/a: rule.unreachable"],
        Found(Rule("https://*.x.example/a", "/b") with { Path = "/a", Host = "*.x.example", Scheme = "https" }));

    [Fact]
    public void A_forced_rule_that_takes_a_slash_away_leads_to_itself_even_where_there_is_a_page()
    {
        var rule = Rule("/x/", "/x") with { Force = true };

        Assert.Equal(["/x/: rule.loop"], Found(rule));
        Assert.Equal(["/x/: rule.loop"], Found(Files("dist/x/index.html"), rule));
    }

    [Fact]
    public void Without_force_a_page_stops_the_circle()
    {
        Assert.Equal(["/x/: rule.loop-unless-file"], Found(Rule("/x/", "/x")));
        Assert.Empty(Found(Files("dist/x.html"), Rule("/x/", "/x")));
        Assert.Equal(["/x/: rule.loop"], Found(Files("dist/y.html"), Rule("/x/", "/x")));
    }

    [Fact]
    public void A_circle_of_several_rules_is_found_at_each_of_them() => Assert.Equal(
        ["/a: rule.loop-unless-file", "/b: rule.loop-unless-file", "/c: rule.chain"],
        Found(Rule("/a", "/b"), Rule("/b", "/a"), Rule("/c", "/d"), Rule("/d", "https://x.example/")));

    [Fact]
    public void A_redirect_that_changes_the_query_it_asks_for_is_no_circle() =>
        Assert.Empty(Found(Rule("/a", "/a?y=2") with { Query = [new("x", "1")] }));

    [Fact]
    public void A_destination_without_file_rule_or_function_is_missing() => Assert.Equal(
        ["/gone: rule.destination-missing", "/self: rule.destination-missing"],
        Found(
            Files("dist/here.html", "dist/folder/index.html", "dist/404.html"),
            Rule("/a", "/gone"), Rule("/b", "/here"), Rule("/c", "/folder/", 200), Rule("/d", "/.netlify/functions/f", 200),
            Rule("/e/*", "/elsewhere/:splat"), Rule("/f", "/e/x", 200), Rule("/g", "https://x.example/"), Rule("/self", "/self", 200),
            Rule("/*", "/404.html", 404)));

    [Fact]
    public void What_the_platform_drops_or_never_applies_is_said_once() => Assert.Equal(
        [
            "/a: rule.force-not-boolean", "/b: rule.dropped", "Region: rule.condition-unknown", "308: rule.status-unsupported",
            "/%C3%A9ï: rule.encoding-mixed", "/%C3%A9ï: rule.unreachable",
        ],
        Found(
            Rule("/a", "/x") with { Odd = new JsonObject { ["force"] = "true" } },
            Rule("/b", "/x") with { Odd = new JsonObject { ["query"] = new JsonObject { ["x"] = new JsonArray("1") } } },
            Rule("/c", "/x") with { Conditions = [new Condition("Region", ["eu"], IsList: false)] },
            Rule("/d", "/x", 308), Rule("/%C3%A9ï", "/x")));

    [Fact]
    public void Ordinary_rules_have_no_findings() => Assert.Empty(Found(
        Rule("/de/*", "/de/404.html", 404), Rule("/home", "/", 301), Rule("/blog/:year/:slug", "/posts/:year-:slug", 302),
        Rule("/search", "/find/:q") with { Query = [new("q", ":q")] },
        Rule("/", "/de/", 302) with { Conditions = [new Condition("Language", ["de"], IsList: true)] },
        Rule("/admin/*", "/admin/:splat", 200) with { Conditions = [new Condition("Role", ["admin"], IsList: true)] },
        Rule("/api/*", "https://api.example/:splat", 200), Rule("/*", "/index.html", 200)));

    [Fact]
    public void More_than_ten_thousand_rules_are_too_many_and_still_looked_through()
    {
        var rules = Enumerable.Range(0, 10_001).Select(i => Rule($"/a{i}", "https://x.example/")).Append(Rule("/a5", "/b"))
            .ToImmutableArray();

        Assert.Equal([RuleFindings.TooMany, RuleFindings.Contradictory], Findings(rules).Select(finding => finding.Kind));
    }

    [Fact]
    public void Of_very_many_rules_of_one_path_with_conditions_only_the_first_are_tried()
    {
        static RedirectRule For(int country, string to) =>
            Rule("/a", to) with { Conditions = [new Condition("Country", [$"c{country}"], IsList: true)] };

        var rules = Enumerable.Range(0, 1000).Select(country => For(country, "https://x.example/")).ToList();

        Assert.Empty(Findings([.. rules, For(0, "/b")]));
        Assert.Equal([RuleFindings.Contradictory], Findings([.. rules.Take(200), For(0, "/b")]).Select(finding => finding.Kind));
    }

    [Fact]
    public void A_simulation_whose_time_is_up_stops()
    {
        using var over = new CancellationTokenSource();
        over.Cancel();

        Assert.Throws<OperationCanceledException>(() => Findings([Rule("/a", "/b")], cancel: over.Token).Count);
    }

    [Fact]
    public void On_real_sites_the_same_rules_are_found_as_by_probing_the_platforms_own_matcher()
    {
        var file = Path.Combine(Beside.Folder("corpus"), "golden", "redirects.head.ndjson.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var sites = new List<ImmutableArray<RedirectRule>>();
        while (reader.ReadLine() is { } line)
        {
            sites.Add(OracleJson.Rules(JsonNode.Parse(line)!["redirects"]!.AsArray()));
        }

        Assert.SkipUnless(sites.Sum(rules => rules.Length) == 963, "the corpus is another selection");
        var counts = sites.SelectMany(rules => Findings(rules)).CountBy(finding => finding.Kind.Code).ToDictionary();

        Assert.Equal(
            (18, 4, 18, 24),
            (counts["rule.shadowed"] + counts["rule.duplicate"] + counts
                .GetValueOrDefault("rule.contradictory"), counts["rule.unreachable"],
                counts["rule.loop-unless-file"] + counts.GetValueOrDefault("rule.loop"), counts["rule.chain"]));
    }

    [Fact]
    public void Every_kind_has_its_own_code_and_says_everything()
    {
        Assert.Equal(RuleFindings.All.Length, RuleFindings.All.Select(kind => kind.Code).Distinct().Count());
        Assert.All(RuleFindings.All, kind => Assert.All(
            [kind.Title, kind.Why, kind.Remedy, kind.Example, kind.Source], text => Assert.False(string.IsNullOrWhiteSpace(text))));
    }

    private static RedirectRule Rule(string from, string to, int status = 301) =>
        new() { From = from, Path = from, To = to, Status = status };

    private static SiteFolder Files(params string[] paths) =>
        SiteFolder.Of(paths.ToDictionary(path => path, _ => "", StringComparer.Ordinal));

    private static List<string> Found(params ImmutableArray<RedirectRule> rules) => Texts(Findings(rules));

    private static List<string> Found(SiteFolder folder, params ImmutableArray<RedirectRule> rules) => Texts(Findings(rules, folder));

    private static List<string> Texts(IEnumerable<SiteFinding> findings) =>
        [.. findings.Select(finding => $"{finding.Subject}: {finding.Kind.Code}")];

    private static List<SiteFinding> Findings(
        ImmutableArray<RedirectRule> rules, SiteFolder? folder = null, CancellationToken cancel = default)
    {
        var published = folder is null ? PublishedFiles.None : PublishedFiles.Below(folder, "dist");
        var foresight = new Foresight(Platform.Netlify, [], published, rules, [], [], null);
        return [.. new RedirectRulesAnalysis().Analyse(foresight, folder ?? Files(), cancel)];
    }
}
