using System.Text;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Netlify.Redirects;

namespace Chimera.Sites.Tests.Netlify.Redirects;

public sealed class RedirectFileTests
{
    [Fact]
    public void A_line_has_a_source_and_may_have_a_query_a_destination_a_status_and_conditions()
    {
        var rule = Assert.Single(Read("/store id=:id /blog/:id 302! Country=us,ca Language=en").Rules);
        Assert.Equal(
            """{"from":"/store","query":{"id":":id"},"to":"/blog/:id","status":302,"force":true,"conditions":{"Language":["en"],"Country":["us","ca"]},"headers":{},"path":"/store","proxy":false}""",
            RedirectJson.Write(rule, minimal: false));
    }

    [Fact]
    public void A_rule_knows_its_line_and_column()
    {
        var read = Read("# moved\n\n   /a /b\n");
        Assert.Equal(new Place("_redirects", 3, 4), Assert.Single(read.Rules).Place);
    }

    [Theory]
    [InlineData("/lonely", "rule.no-destination", "/lonely")]
    [InlineData("/a # /b", "rule.no-destination", "/a")]
    [InlineData("/a b.html", "rule.bad-destination", "b.html")]
    [InlineData("/a 301", "rule.missing-to", "301")]
    [InlineData("/a /b Country=us 302", "rule.bad-status", "Country=us")]
    [InlineData("https:// /b", "rule.bad-url", "https://")]
    [InlineData("/.netlify/x /b", "rule.reserved-path", "/.netlify/x")]
    public void A_line_that_is_refused_says_why_and_which_token_is_wrong(string line, string code, string token)
    {
        var text = $"/good /one\n  {line}\n";
        var read = Read(text);
        var problem = Assert.Single(read.Problems);
        Assert.Equal(code, problem.Kind.Code);
        Assert.Equal(token, text.Substring(problem.Span!.Value.Start, problem.Span.Value.Length));
        Assert.Equal(2, problem.Place!.Line);
        Assert.Single(read.Rules);
    }

    [Fact]
    public void Problems_of_lines_come_before_those_of_rules_and_rules_are_counted_without_them()
    {
        var read = Read("/x /y oops\n/lonely\n/z /y oops\n");
        Assert.Equal(
            [
                "Could not parse redirect line 2:\n  /lonely\nMissing destination path/URL",
                "Could not parse redirect number 1:\n  {\"from\":\"/x\",\"query\":{},\"to\":\"/y\",\"status\":\"oops\",\"force\":false,\"conditions\":{}}\nInvalid status code: oops",
                "Could not parse redirect number 2:\n  {\"from\":\"/z\",\"query\":{},\"to\":\"/y\",\"status\":\"oops\",\"force\":false,\"conditions\":{}}\nInvalid status code: oops",
            ],
            read.Problems.Select(problem => problem.PlatformMessage));
    }

    [Fact]
    public void A_splat_with_a_status_of_success_needs_no_destination() =>
        Assert.Equal("/app/:splat", Assert.Single(Read("/app/* 200").Rules).To);

    [Fact]
    public void Of_equal_rules_the_last_one_stays_whatever_the_order_of_their_parts()
    {
        var read = Read("/a x=1 y=2 /b\n/c /d\n/a y=2 x=1 /b\n");
        Assert.Equal([2, 3], read.Rules.Select(rule => rule.Place!.Line));
    }

    [Fact]
    public void A_parameter_without_a_value_does_not_tell_two_rules_apart() => Assert.Single(Read("/a b /c\n/a /c\n").Rules);

    [Fact]
    public void A_condition_without_a_value_does_not_tell_two_rules_apart() =>
        Assert.Single(Read("/a /b 301 left over\n/a /b 301\n").Rules);

    [Fact]
    public void A_source_that_is_a_url_is_taken_apart()
    {
        var rule = Assert
            .Single(Read("HTTP://x/ /y\nhttps://Blog.Example:8080/ä/* https://x.example/:splat 200").Rules, rule => rule.Host is not null);
        Assert.Equal(("https", "blog.example:8080", "/%C3%A4/*", true), (rule.Scheme, rule.Host, rule.Path, rule.IsProxy));
    }

    [Fact]
    public void A_hundred_thousand_lines_are_read_and_those_that_are_wrong_reported()
    {
        var text = new StringBuilder();
        for (var line = 0; line < 100_000; line++)
        {
            text.Append(line % 10 == 0 ? $"/broken{line}\n" : $"/from/{line} /to 301!\n");
        }

        var read = Read(text.ToString());
        Assert.Equal((90_000, 10_000), (read.Rules.Length, read.Problems.Length));
        Assert.Same(read.Rules[0].To, read.Rules[^1].To);
    }

    [Fact]
    public void A_line_of_a_million_parts_is_an_answer() =>
        Assert.Equal("rule.bad-destination", Assert
            .Single(Read("/a" + string.Concat(Enumerable.Range(0, 1_000_000).Select(n => $" k{n}"))).Problems).Kind.Code);

    private static NetlifyRedirects Read(string text) => NetlifyRedirects.Read(new SourceFile("_redirects", text));
}
