using System.Collections.Immutable;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.JavaScript.Patterns;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Tests.Netlify.Headers;

public sealed class HeaderIndexTests
{
    private static readonly string[] Segments = ["", "/*", "/a*", "/*.b", "/a", "/A.b", "/:x", "/*a*", "/a**b", "/b-*", "/\u017f*"];

    private static readonly ImmutableArray<string> Patterns =
        [.. Segments.SelectMany(first => Segments.Select(second => first + second)).Distinct()];

    private static readonly ImmutableArray<string> Paths =
        [.. Enumerable.Range(0, 5).SelectMany(length => Texts(length)).Select(text => "/" + text)];

    [Fact]
    public void A_pattern_without_a_regular_expression_is_for_the_same_paths()
    {
        foreach (var path in Patterns)
        {
            var pattern = HeaderPattern.Of(path);
            var expression = JsPattern.Compile(pattern.Source, out _)!;
            Assert.All(Paths, text => Assert.True(expression.IsMatch(text) == pattern.IsMatch(text), $"{path} and {text}"));
        }
    }

    [Fact]
    public void An_index_finds_the_rules_that_match_one_by_one()
    {
        ImmutableArray<HeaderRule> rules = [.. Patterns.Select((path, at) => new HeaderRule(path, [new("X-" + (at % 7), path)], null))];
        var index = new HeaderIndex(rules);
        Assert.All(Paths, text =>
        {
            var found = rules.Where(rule => HeaderPattern.Of(rule.For).IsMatch(text)).ToList();
            Assert.Equal(found, index.RulesFor(text));
            Assert.Equal(
                found.SelectMany(rule => rule.Values).GroupBy(value => value.Key, StringComparer.Ordinal).Select(same => same.Last()),
                index.For(text));
            Assert.Equal(index.For(text), index.For(text));
        });
    }

    [Fact]
    public void More_sets_of_rules_than_are_kept_are_told_apart_all_the_same()
    {
        var index = new HeaderIndex(
            Enumerable.Range(0, 13).Select(bit => new HeaderRule($"/*{(char)('a' + bit)}*", [new($"X-{bit}", "yes")], null)));
        for (var round = 0; round < 2; round++)
        {
            for (var set = 0; set < 1 << 13; set++)
            {
                var letters = Enumerable.Range(0, 13).Where(bit => (set >> bit & 1) == 1).Select(bit => (char)('a' + bit));
                var path = "/" + string.Concat(letters);
                Assert.Equal(int.PopCount(set), index.For(path).Length);
            }
        }
    }

    private static IEnumerable<string> Texts(int length) =>
        length == 0 ? [""] : Texts(length - 1).SelectMany(text => "/aB.s\n".Select(c => text + c));
}
