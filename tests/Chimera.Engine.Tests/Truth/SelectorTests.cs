using Chimera.Engine.Truth.Selectors;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Engine.Tests.Truth;

public sealed class SelectorTests
{
    private static readonly Dictionary<string, SelectorSubject> Hosts = new()
    {
        ["web1"] = new(["web1", "fleet/web1", "frontend"], ["web", "eu"]),
        ["web2"] = new(["web2", "fleet/web2", "frontend"], ["web", "us", "canary"]),
        ["db1"] = new(["db1", "fleet/db1", "storage"], ["db", "eu"]),
    };

    [Theory]
    [InlineData("all", "web1 web2 db1")]
    [InlineData("web", "web1 web2")]
    [InlineData("web1", "web1")]
    [InlineData("fleet/db1", "db1")]
    [InlineData("storage", "db1")]
    [InlineData("web*", "web1 web2")]
    [InlineData("@web*", "web1 web2")]
    [InlineData("@web1", "")]
    [InlineData("?b1", "db1")]
    [InlineData("web and eu", "web1")]
    [InlineData("web or db", "web1 web2 db1")]
    [InlineData("not web", "db1")]
    [InlineData("not not web", "web1 web2")]
    [InlineData("web and not (eu or @canary)", "")]
    [InlineData("web and not(us)", "web1")]
    [InlineData("db or web and eu", "web1 db1")]
    [InlineData("(db or web) and us", "web2")]
    [InlineData("not web or eu", "web1 db1")]
    [InlineData("all and not all", "")]
    [InlineData("WEB", "")]
    public void A_selector_chooses(string text, string expected)
    {
        var selector = Assert.IsType<SelectorReading.Read>(SelectorParser.Parse(text)).Selector;

        Assert.Equal(expected, string.Join(' ', Hosts.Where(host => selector.Matches(host.Value)).Select(host => host.Key)));
    }

    [Theory]
    [InlineData("", 1, "it is empty")]
    [InlineData("  ", 3, "it is empty")]
    [InlineData("web and", 8, "it ends too early")]
    [InlineData("and web", 1, "'and' stands where a tag or a name should")]
    [InlineData("web or or db", 8, "'or' stands where a tag or a name should")]
    [InlineData("web db", 5, "'db' follows without 'and' or 'or'")]
    [InlineData("(web", 1, "this parenthesis is never closed")]
    [InlineData("web)", 4, "this parenthesis was never opened")]
    [InlineData("web and ()", 10, "')' stands where a tag or a name should")]
    [InlineData("web, db", 1, "'web,' is not a tag or a name")]
    [InlineData("@", 1, "'@' is not a tag or a name")]
    [InlineData("web && db", 5, "'&&' follows without 'and' or 'or'")]
    public void A_wrong_selector_says_where(string text, int column, string message)
    {
        var wrong = Assert.IsType<SelectorReading.Wrong>(SelectorParser.Parse(text));

        Assert.Equal((column, message), (wrong.Column, wrong.Message));
        Assert.NotEmpty(wrong.Remedy);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("a or ")]
    [InlineData("a ")]
    public void Size_and_depth_cost_no_stack(string unit) =>
        Assert.IsType<SelectorReading.Wrong>(SelectorParser.Parse(string.Concat(Enumerable.Repeat(unit, 100_000)) + "a"));

    [Fact]
    public void Any_text_is_read_or_explained()
    {
        var words = Gen.Elements("a", "and", "or", "not", "(", ")", "@", "*", "all", " ", "\0", "ü", "@a", "a*b").ArrayOf().Select(string.Concat);
        Prop.ForAll(words.ToArbitrary(), text => SelectorParser.Parse(text) switch
        {
            SelectorReading.Read read => Hosts.Values.Select(read.Selector.Matches).Count() == Hosts.Count,
            SelectorReading.Wrong wrong => wrong.Column >= 1 && wrong.Column <= text.Length + 1,
            _ => false,
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void A_pattern_made_to_backtrack_ends() =>
        Assert.False(Assert.IsType<SelectorReading.Read>(SelectorParser.Parse(string.Concat(Enumerable.Repeat("a*", 2000)) + "b"))
            .Selector.Matches(new SelectorSubject([new string('a', 20_000)], [])));
}
