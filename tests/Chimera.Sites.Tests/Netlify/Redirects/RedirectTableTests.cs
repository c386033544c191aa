using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Netlify;
using Chimera.Sites.Netlify.Redirects;

namespace Chimera.Sites.Tests.Netlify.Redirects;

public sealed class RedirectTableTests
{
    [Fact]
    public void The_names_that_fields_once_had_are_read()
    {
        var rule = Assert.Single(Read("""[{"origin":"/a","destination":"/b","parameters":{"x":"1"},"sign":"S","status":"302!"}]""").Rules);
        Assert.Equal(("/a", "/b", "S", 302, false), (rule.From, rule.To, rule.Signed, rule.Status, rule.Force));
        Assert.Equal("x", Assert.Single(rule.Query).Key);
    }

    [Theory]
    [InlineData("""{"from":"/a","to":"/b","force":"true"}""", "force")]
    [InlineData("""{"from":"/a","to":7}""", "to")]
    [InlineData("""{"from":"/a","to":"/b","query":"x=1"}""", "query")]
    [InlineData("""{"from":"/a","to":"/b","conditions":{"Country":5}}""", "conditions")]
    [InlineData("""{"from":"/a","to":"/b","signed":false}""", "signed")]
    [InlineData("""{"from":"/a","to":"/b","headers":{"X":1}}""", "headers")]
    public void A_value_of_another_type_that_the_platform_lets_through_is_kept_as_it_is(string table, string field)
    {
        var rule = Assert.Single(Read($"[{table}]").Rules);
        Assert.True(rule.Odd!.ContainsKey(field));
        Assert.Contains($"\"{field}\":{JsonNode.Parse(table)![field]!.ToJsonString()}", RedirectJson
            .Write(rule, minimal: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"to":"/b"}""", "Missing \"from\" field", "rule.missing-from")]
    [InlineData("""{"from":1,"to":"/b"}""", "pathOrUrl.startsWith is not a function", "rule.bad-field")]
    [InlineData("""{"from":null}""", "Cannot read properties of null (reading 'endsWith')", "rule.bad-field")]
    [InlineData("""{"from":"/a","to":1,"status":200}""", "pathOrUrl.startsWith is not a function", "rule.bad-field")]
    [InlineData("""{"from":"/a","to":"/b","headers":[]}""", "\"headers\" field must be an object", "rule.bad-field")]
    [InlineData("""{"from":"/a","to":"/b","status":[]}""", "Invalid status code: ", "rule.bad-status")]
    public void A_table_that_is_refused_says_why(string table, string reason, string code)
    {
        var problem = Assert.Single(Read($"[{table}]").Problems);
        Assert.Equal($"Could not parse redirect number 1:\n  {table}\n{reason}", problem.PlatformMessage);
        Assert.Equal(code, problem.Kind.Code);
    }

    [Theory]
    [InlineData("""{"from":"/a"}""", "Redirects must be an array not: [object Object]")]
    [InlineData("""["/a /b"]""", "Redirects must be objects not: /a /b")]
    [InlineData("""[[1,[2,null]]]""", "Redirects must be objects not: 1,2,")]
    public void What_is_no_list_of_tables_is_refused(string list, string message) =>
        Assert.Equal(message, Assert.Single(Read(list).Problems).PlatformMessage);

    [Fact]
    public void A_problem_stands_where_the_wrong_field_is_written()
    {
        WrittenAt at = (path) => string.Join('/', path.ToArray()) == "redirects/0/status"
            ? new Written(new Place("netlify.toml", 4, 10), new TextSpan(30, 3)) : null;
        var read = NetlifyRedirects.Read([], JsonNode.Parse("""[{"from":"/a","to":"/b","status":"x"}]"""), at, CancellationToken.None);
        Assert.Equal(new Place("netlify.toml", 4, 10), Assert.Single(read.Problems).Place);
    }

    [Fact]
    public void The_rules_of_files_come_before_those_of_tables()
    {
        var read = NetlifyRedirects.Read(
            [new SourceFile("_redirects", "/a /file")], JsonNode.Parse("""[{"from":"/a","to":"/toml"}]"""), null, CancellationToken.None);
        Assert.Equal(["/file", "/toml"], read.Rules.Select(rule => rule.To));
    }

    private static NetlifyRedirects Read(string list) => NetlifyRedirects.Read([], JsonNode.Parse(list), null, CancellationToken.None);
}
