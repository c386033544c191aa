using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Tests.Netlify.Headers;

public sealed class HeaderPatternTests
{
    [Theory]
    [InlineData("/", @"^\/\/?$")]
    [InlineData("/a-b/c.d", @"^\/a\x2db\/c\.d\/?$")]
    [InlineData("/a/:x/*", @"^\/a\/([^/]+)\/?(.*)\/?$")]
    [InlineData("/*.css", @"^\/(.*).css\/?$")]
    [InlineData("//a/ ", @"^\/a\/?$")]
    public void A_path_becomes_a_regular_expression(string path, string source) => Assert.Equal(source, HeaderPattern.Of(path).Source);

    [Theory]
    [InlineData("/a", "/a/", true)]
    [InlineData("/a", "/A", true)]
    [InlineData("/a", "/a/b", false)]
    [InlineData("/a/*", "/a", true)]
    [InlineData("/a/*", "/abc", true)]
    [InlineData("/*", "/", true)]
    [InlineData("/:x", "/a/b", false)]
    [InlineData("/:x/b", "/a/B/", true)]
    [InlineData("/*.css", "/x/aXcss", true)]
    [InlineData("/*.css", "/a.js", false)]
    [InlineData("/a|b*", "/cd", false)]
    [InlineData("/a|b*", "/a/x", true)]
    [InlineData("/(x|y)z*", "/YZ1", true)]
    [InlineData("/k*", "/\u212Aelvin", true)]
    public void A_pattern_matches_as_the_regular_expression_does(string pattern, string path, bool matches) =>
        Assert.Equal(matches, HeaderPattern.Of(pattern).IsMatch(path));

    [Theory]
    [InlineData("/app/*", "/app/x")]
    [InlineData("/:a/b", "/x/b")]
    [InlineData("/*.css", "/x.css")]
    [InlineData("/", "/")]
    public void A_sample_is_a_path_that_matches(string pattern, string sample)
    {
        Assert.Equal(sample, HeaderPattern.Of(pattern).Sample);
        Assert.True(HeaderPattern.Of(pattern).IsMatch(sample));
    }

    [Fact]
    public void A_pattern_that_Netlify_drops_is_for_no_path() => Assert.Null(HeaderDialect.It.Read("/a*)"));

    [Theory]
    [InlineData("/*.{js,css}", "Invalid regular expression: /^/(.*).{js,css}/?$/iu: Incomplete quantifier")]
    [InlineData("/a*)", "Invalid regular expression: /^/a(.*))/?$/iu: Unmatched ')'")]
    [InlineData("/[*", "Invalid regular expression: /^/[(.*)/?$/iu: Unterminated character class")]
    public void What_is_no_regular_expression_is_refused_in_the_words_of_V8(string pattern, string error) =>
        Assert.Equal(error, HeaderPattern.Of(pattern).Error);

    [Fact]
    public void Of_all_rules_that_match_the_last_value_of_a_name_is_taken_and_names_are_told_apart_by_case()
    {
        var index = new HeaderIndex(
            [Rule("/a/b", "X-A", "last"), Rule("/*", "X-A", "all"), Rule("/:x/b", "x-a", "other"), Rule("/nope", "X-N", "1")]);
        Assert.Equal([new("X-A", "all"), new("x-a", "other")], index.For("/a/b/"));
    }

    [Fact]
    public void A_pattern_that_would_take_a_machine_for_ever_is_answered() =>
        Assert.False(HeaderPattern.Of("/((((a?){30}){30}){30})*x").IsMatch("/" + new string('a', 2000)));

    private static HeaderRule Rule(string path, string name, string value) => new(path, [new(name, value)], null);
}
