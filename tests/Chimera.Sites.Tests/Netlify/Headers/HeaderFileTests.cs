using System.Text;
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Netlify.Headers;

namespace Chimera.Sites.Tests.Netlify.Headers;

public sealed class HeaderFileTests
{
    [Fact]
    public void A_path_takes_the_headers_below_it_and_values_of_one_name_are_joined()
    {
        var read = Read("/a\n  X-A: 1\n\n  # and\n  X-A: 2,3\n  Link: <https://x.example>\n/empty\n");
        Assert.Equal("""[{"for":"/a","values":{"X-A":"1, 2, 3","Link":"<https://x.example>"}}]""", HeaderJson.WriteAll(read.Rules, minimal: true));
        Assert.Equal(new Place("_headers", 1, 1), read.Rules[0].Place);
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData("X-A: 1", "header.before-path", "Path should come before header \"X-A\"")]
    [InlineData("/a\n: 1", "header.no-name", "Could not parse header line 2:\n  : 1\nMissing header name")]
    [InlineData("/a\n X-A:", "header.no-value", "Could not parse header line 2:\n  X-A:\nMissing header value")]
    [InlineData("/a\n X-A 1", "header.no-colon", null)]
    [InlineData("/a\n undefined: 1", "header.empty-name",
        "Could not parse header number 1:\n  {\"for\":\"/a\",\"values\":{\"undefined\":\"1\"}}\nEmpty header name")]
    [InlineData("/*.{js,css}\n X-A: 1", "header.bad-pattern", null)]
    public void A_line_that_is_wrong_is_reported_in_its_place(string text, string code, string? said)
    {
        var problem = Assert.Single(Read(text).Problems);
        Assert.Equal(code, problem.Kind.Code);
        Assert.Equal(said, problem.PlatformMessage);
        Assert.NotNull(problem.Place);
    }

    [Fact]
    public void One_value_of_another_type_drops_the_whole_table()
    {
        var read = NetlifyHeaders.Read([], JsonNode.Parse("""[{"for":"/a","values":{"X-A":"1","X-N":5}},{"for":" /b ","values":{"X-B":["a","b,c"]}}]"""), null, CancellationToken.None);
        Assert.Equal("""[{"for":"/b","values":{"X-B":"a, b,c"}}]""", HeaderJson.WriteAll(read.Rules, minimal: true));
        Assert.Equal("header.bad-value", Assert.Single(read.Problems).Kind.Code);
    }

    [Fact]
    public void The_name_of_what_every_object_inherits_has_a_value_before_it_is_set() =>
        Assert.Equal("function toString() { [native code] }, 1", Assert.Single(Read("/a\n toString: 1").Rules).Values[0].Value);

    [Fact]
    public void A_hundred_thousand_headers_of_one_name_are_joined_in_time_that_a_person_waits()
    {
        var text = new StringBuilder("/a\n");
        for (var line = 0; line < 100_000; line++)
        {
            text.Append(" X-A: value\n");
        }

        Assert.Equal(100_000 * 7 - 2, Assert.Single(Read(text.ToString()).Rules).Values[0].Value.Length);
    }

    private static NetlifyHeaders Read(string text) => NetlifyHeaders.Read(new SourceFile("_headers", text));
}
