using Chimera.Sites.Netlify.JavaScript.Patterns;

namespace Chimera.Sites.Tests.Netlify.JavaScript;

public sealed class JsPatternTests
{
    [Theory]
    [InlineData(@"^(a|b)+\d{2,3}$", "abA12", true)]
    [InlineData(@"^(a|b)+\d{2,3}$", "ab1", false)]
    [InlineData(@"^(?<x>a+)-\k<x>$", "aa-AA", true)]
    [InlineData(@"^(a+)-\1$", "aa-a", false)]
    [InlineData(@"(?<=/)b(?!c)", "/bd", true)]
    [InlineData(@"(?<=/)b(?!c)", "/bc", false)]
    [InlineData(@"^[^\W\d]+$", "ab_", true)]
    [InlineData(@"\bfoo\B", "a food", true)]
    [InlineData(@"^\u{1F600}.$", "😀é", true)]
    [InlineData(@"^\p{Lu}$", "a", true)]
    [InlineData(@"^(a*)*b\1$", "aabaa", true)]
    public void A_pattern_is_found_where_V8_finds_it(string pattern, string text, bool found) =>
        Assert.Equal(found, JsPattern.Compile(pattern, out _)!.IsMatch(text));

    [Theory]
    [InlineData("a**", "Nothing to repeat")]
    [InlineData("(", "Unterminated group")]
    [InlineData("[b-a]", "Range out of order in character class")]
    [InlineData("{1}", "Nothing to repeat")]
    [InlineData(@"\q", "Invalid escape")]
    [InlineData(@"\", @"\ at end of pattern")]
    [InlineData(@"(?<n>a)(?<n>b)", "Duplicate capture group name")]
    [InlineData(@"\k<n>", "Invalid named capture referenced")]
    [InlineData("(?=a)*", "Invalid quantifier")]
    public void What_is_no_pattern_is_refused_in_the_words_of_V8(string pattern, string message)
    {
        Assert.Null(JsPattern.Compile(pattern, out var error));
        Assert.Equal($"Invalid regular expression: /{pattern}/iu: {message}", error);
    }

    [Fact]
    public void Nesting_without_end_is_refused() => Assert.Null(JsPattern.Compile(new string('(', 100_000), out _));

    [Fact]
    public void A_reference_back_that_would_try_for_ever_gives_up() =>
        Assert.False(JsPattern.Compile(@"^((a+)+)+\1c$", out _)!.IsMatch(new string('a', 200)));
}
