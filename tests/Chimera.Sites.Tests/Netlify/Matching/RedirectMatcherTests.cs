using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Tests.Netlify.Matching;

public sealed class RedirectMatcherTests
{
    [Theory]
    [InlineData("/a", "/a/")]
    [InlineData("/a/", "/a")]
    [InlineData("a", "/a")]
    [InlineData("/", "//")]
    [InlineData("/a//b", "/a")]
    [InlineData("/n/*", "/n")]
    [InlineData("/n/:x", "/n//1")]
    [InlineData("/n/*/end", "/n/end")]
    [InlineData("/n/x*", "/n/xyz")]
    [InlineData("/a.b/:x", "/a.b/1")]
    public void A_path_matches(string from, string path) => Assert.NotNull(To(path, Rule(from, "/to")));

    [Theory]
    [InlineData("/a", "/A")]
    [InlineData("/a", "/a//")]
    [InlineData("/a", "//a")]
    [InlineData("/a/b", "/a//b")]
    [InlineData("/n/*", "/nx")]
    [InlineData("/n/:x", "/n/1/2")]
    [InlineData("/n/:x", "/n/")]
    [InlineData("/*.php", "/a.php")]
    [InlineData("/a.b/:x", "/aXb/1")]
    public void A_path_does_not_match(string from, string path) => Assert.Null(To(path, Rule(from, "/to")));

    [Theory]
    [InlineData("/n/*", "/m/:splat", "/n/x/y/", "/m/x/y/")]
    [InlineData("/a/*/b/*", "/:splat", "/a/1/2/b/3", "/1/2")]
    [InlineData("/a/*/*", "/m/:splat", "/a/1/2", "/m/")]
    [InlineData("/*/*", "/m/:splat", "/a/1/2", "/m/a/1/2")]
    [InlineData("/:y/:m", "/:m-:y", "/2020/01", "/01-2020")]
    [InlineData("/:a/:ab", "/:ab/:a", "/1/2", "/1b/1")]
    [InlineData("/n/:y.html", "/:y/:y.html", "/n/1", "/:y/1")]
    [InlineData("/n/*", "/m/*", "/n/1", "/m/*")]
    public void A_destination_is_filled_in(string from, string to, string path, string expected) =>
        Assert.Equal(expected, To(path, Rule(from, to)));

    [Fact]
    public void The_first_rule_of_the_list_wins_whatever_its_form() => Assert.Equal(
        ["/1", "/2", "/3"],
        new List<string?>
        {
            To("/a/b", Rule("/a/:x", "/1"), Rule("/a/b", "/2"), Rule("/a/*", "/3")),
            To("/a/b", Rule("/a/b", "/2"), Rule("/a/*", "/3"), Rule("/a/:x", "/1")),
            To("/a/b", Rule("/a/*", "/3"), Rule("/a/:x", "/1"), Rule("/a/b", "/2")),
        });

    [Theory]
    [InlineData("x=1", "/a")]
    [InlineData("y=2&x=a%20b%2F&z", "/a")]
    [InlineData("x=1&x=2", "/a")]
    [InlineData("x", "/rest")]
    [InlineData("x=1&", "/rest")]
    [InlineData("", "/rest")]
    public void A_query_parameter_must_be_there(string query, string expected)
    {
        var matcher = RedirectMatcher.Compile([Rule("/s", "/a") with { Query = [new("x", ":x")] }, Rule("/s", "/rest")]);

        var match = matcher.Match(SiteRequest.Get("/s", query), "/s")!;

        Assert.Equal((expected, query), (match.To, match.Conditions.Single(pair => pair.Key == "Query").Value));
    }

    [Fact]
    public void A_captured_parameter_is_encoded_again_and_the_last_of_several_counts()
    {
        var matcher = RedirectMatcher.Compile([Rule("/s", "/q/:x") with { Query = [new("x", ":x")] }]);

        Assert.Equal("/q/a+b%2Fc", matcher.Match(SiteRequest.Get("/s", "x=1&x=a%20b/c"), "/s")!.To);
    }

    [Fact]
    public void Conditions_decide_and_are_reported()
    {
        var matcher = RedirectMatcher
            .Compile([When("Country", "de", "at"), When("Language", "fr") with { To = "/fr" }, Rule("/a", "/rest")]);

        var german = matcher.Match(SiteRequest.Get("/a") with { Country = "AT", Language = "en" }, "/a")!;
        var french = matcher.Match(SiteRequest.Get("/a") with { Country = "us", Language = "fr-CA" }, "/a")!;
        var other = matcher.Match(SiteRequest.Get("/a") with { Country = "us", Language = "en" }, "/a")!;

        Assert.Equal(["/b", "/fr", "/rest"], [german.To, french.To, other.To]);
        Assert.Equal([new("Country", "de,at")], german.Conditions);
        Assert.Equal([new("Country", "de,at")], french.Exceptions);
        Assert.Equal([new("Country", "de,at"), new("Language", "fr")], other.Exceptions);
    }

    [Fact]
    public void Without_the_role_there_is_nothing_unless_a_later_rule_matches()
    {
        var alone = RedirectMatcher.Compile([When("Role", "admin")]).Match(SiteRequest.Get("/a"), "/a")!;
        var login = RedirectMatcher.Compile([When("Role", "admin"), Rule("/a", "/login")]).Match(SiteRequest.Get("/a"), "/a")!;

        Assert.True(alone.Force404);
        Assert.Equal(("/login", true, false), (login.To, login.Negative, login.Force404));
    }

    [Theory]
    [InlineData("/en/:splat", "/en/x")]
    [InlineData("/en/:splat", "/enx")]
    [InlineData("https://site.example/en/:splat", "/en/x")]
    [InlineData("/z", "/zzz")]
    public void A_splat_that_leads_back_stops_every_later_rule_too(string to, string path) =>
        Assert.Null(To(path, Rule("/*", to), Rule(path, "/later")));

    [Theory]
    [InlineData("/en/:splat", "/x")]
    [InlineData("https://other.example/en/:splat", "/en/x")]
    [InlineData("https://site.example/:splat", "/x")]
    public void A_splat_that_leads_elsewhere_is_followed(string to, string path) => Assert.NotNull(To(path, Rule("/*", to)));

    [Fact]
    public void A_rewrite_is_not_guarded() => Assert.Equal("/z", To("/zzz", Rule("/*", "/z") with { Status = 200 }));

    [Fact]
    public void A_rule_for_a_host_needs_that_host_and_scheme()
    {
        var matcher = RedirectMatcher.Compile([Rule("/a", "/b") with { Host = "blog.example", Scheme = "https" }]);

        Assert.NotNull(matcher.Match(SiteRequest.Get("/a") with { Host = "Blog.example:443" }, "/a"));
        Assert.Null(matcher.Match(SiteRequest.Get("/a") with { Host = "blog.example", Scheme = "http" }, "/a"));
        Assert.Null(matcher.Match(SiteRequest.Get("/a"), "/a"));
    }

    [Fact]
    public void A_rule_whose_force_is_a_text_is_dropped_and_the_next_is_taken()
    {
        var matcher = RedirectMatcher.Compile([Rule("/a", "/b") with { Odd = new JsonObject { ["force"] = "true" } }, Rule("/a", "/c")]);

        Assert.Equal("/c", matcher.Match(SiteRequest.Get("/a"), "/a")!.To);
        Assert.Equal([0], matcher.Dropped.Keys);
    }

    [Fact]
    public void A_destination_that_is_a_table_makes_all_rules_fail()
    {
        var odd = Rule("/c", "/d") with { To = null, Odd = new JsonObject { ["to"] = new JsonObject() } };
        var matcher = RedirectMatcher.Compile([Rule("/a", "/b"), odd]);

        Assert.Null(matcher.Match(SiteRequest.Get("/a"), "/a"));
        Assert.Equal(1, matcher.Failure!.Value.Index);
    }

    [Fact]
    public void A_hundred_thousand_rules_are_each_found_and_many_splats_end()
    {
        var rules = Enumerable.Range(0, 100_000)
            .Select(i => (i % 3) switch { 0 => Rule($"/e/{i}", $"/{i}"), 1 => Rule($"/p{i}/:x", $"/{i}"), _ => Rule($"/s/{i}/*", $"/{i}") })
            .ToImmutableArray();
        var matcher = RedirectMatcher.Compile(rules);
        var many = RedirectMatcher.Compile([Rule(string.Concat(Enumerable.Repeat("/*/a", 100)) + "/end", "/x")]);

        Assert.All(Enumerable.Range(0, 3000).Select(i => i * 33), i =>
        {
            var path = rules[i].Path.Replace(":x", "v", StringComparison.Ordinal).Replace("*", "v/w", StringComparison.Ordinal);
            Assert.Equal(i, matcher.Match(SiteRequest.Get(path), path)!.Index);
        });
        var longPath = string.Concat(Enumerable.Repeat("/a", 500));
        Assert.Null(many.Match(SiteRequest.Get(longPath), longPath));
    }

    [Fact]
    public void An_explanation_names_what_failed_what_decided_and_what_is_shadowed()
    {
        var matcher = RedirectMatcher.Compile(
        [
            When("Country", "de"), Rule("/a", "/q") with { Query = [new("x", "1")] }, Rule("/a", "/other") with { Host = "h.example" },
            Rule("/:x", "/found"), Rule("/*", "/never"), Rule("/b", "/unrelated"),
        ]);

        var explained = matcher.Explain(SiteRequest.Get("/a") with { Country = "us" }, "/a");

        Assert.Equal("/found", explained.Match!.To);
        Assert.Equal(
            [ReasonKind.NotMet, ReasonKind.NotMet, ReasonKind.NotMet, ReasonKind.Decided, ReasonKind.Shadowed],
            explained.Why.Select(reason => reason.Kind));
        Assert.Contains("asks for Country de, and the request has us", explained.Why[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_explanation_says_that_the_platform_stopped()
    {
        var explained = RedirectMatcher.Compile([Rule("/*", "/en/:splat"), Rule("/en/a", "/b")]).Explain(SiteRequest.Get("/en/a"), "/en/a");

        Assert.Null(explained.Match);
        Assert.Equal([ReasonKind.Guarded, ReasonKind.Shadowed], explained.Why.Select(reason => reason.Kind));
    }

    [Fact]
    public void A_match_is_written_as_the_platform_reports_it()
    {
        var rule = Rule("a", "https://x.example/") with { Status = 200, Force = true, Headers = [new("X-B", "1")], Signed = "TOKEN" };

        var json = MatchJson.Write(RedirectMatcher.Compile([rule]).Match(SiteRequest.Get("/a"), "/a"));

        Assert.True(JsonNode.DeepEquals(json, JsonNode.Parse(
            """
            {"proxyHeaders":{"X-B":"1"},"from":"/a","to":"https://x.example/","host":"","scheme":"","status":200,"force":true,"negative":false,
             "conditions":{},"exceptions":{},"signingSecret":"TOKEN"}
            """)));
    }

    private static RedirectRule When(string condition, params ImmutableArray<string> values) =>
        Rule("/a", "/b") with { Conditions = [new Condition(condition, values, IsList: true)] };

    private static RedirectRule Rule(string from, string to) => new() { From = from, Path = from, To = to };

    private static string? To(string path, params ImmutableArray<RedirectRule> rules) =>
        RedirectMatcher.Compile(rules).Match(SiteRequest.Get(path), path)?.To;
}
