using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Tests.Netlify.Matching;

public sealed class RuleReaderTests
{
    private static readonly RedirectRule Rule = new() { From = "/a", Path = "/a", To = "/b" };

    [Fact]
    public void A_bare_word_between_from_and_to_asks_for_nothing() => Assert.True(Matches(Rule with { Query = [new("->", null)] }));

    [Fact]
    public void A_condition_without_a_value_asks_for_nothing() =>
        Assert.True(Matches(Rule with { Conditions = [new Condition("be", [], IsList: false)] }));

    [Fact]
    public void A_condition_that_is_an_empty_list_is_not_met() =>
        Assert.False(Matches(Rule with { Conditions = [new Condition("Country", [], IsList: true)] }));

    [Fact]
    public void Ill_typed_values_may_come_from_anywhere()
    {
        Assert.True(Matches(Rule with { Odd = new JsonObject { ["query"] = new JsonObject { ["x"] = 1L } } }, "x=1"));
        Assert.False(Matches(Rule with { Odd = new JsonObject { ["query"] = new JsonObject { ["x"] = true } } }, "x=1"));
        Assert.True(Matches(Rule with { To = null, Odd = new JsonObject { ["to"] = 1.5 } }));
        Assert.False(Matches(Rule with { Odd = new JsonObject { ["force"] = "true" } }));
    }

    private static bool Matches(RedirectRule rule, string query = "") => RedirectMatcher.Compile([rule]).Match(SiteRequest.Get("/a", query), "/a") is not null;
}
