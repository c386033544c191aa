using Chimera.Documents.Toml;

namespace Chimera.Documents.Tests.Toml;

public sealed class TomlValueTests
{
    [Theory]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"a\\tb\\n\\\"\\\\\\u00e9\\U0001F600\\x41\\e\"", "\"a\\tb\\n\\\"\\\\é😀A\\u001B\"")]
    [InlineData("'C:\\x'", "\"C:\\\\x\"")]
    [InlineData("\"\"\"\na\nb\"\"\"", "\"a\\nb\"")]
    [InlineData("\"\"\"\r\na\r\nb\"\"\"", "\"a\\r\\nb\"")]
    [InlineData("\"\"\"a \\  \n\n   b\"\"\"", "\"a b\"")]
    [InlineData("\"\"\"a\"\"\"\"\"", "\"a\\\"\\\"\"")]
    [InlineData("\"\"\"\"\"\"", "\"\"")]
    [InlineData("'''\n'a''\\'''", "\"'a''\\\\\"")]
    [InlineData("0", "0")]
    [InlineData("-17", "-17")]
    [InlineData("+1_000", "1000")]
    [InlineData("0xDEAD_beef", "3735928559")]
    [InlineData("0o755", "493")]
    [InlineData("0b1101", "13")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("1.5", "1.5")]
    [InlineData("-0.0", "-0")]
    [InlineData("5e+2_2", "5E+22")]
    [InlineData("0e0", "0")]
    [InlineData("6.02E23", "6.02E+23")]
    [InlineData("inf", "Infinity")]
    [InlineData("-inf", "-Infinity")]
    [InlineData("+nan", "NaN")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("1979-05-27T07:32:00Z", "1979-05-27T07:32:00+0")]
    [InlineData("1979-05-27 07:32:00.999999-07:30", "1979-05-27T07:32:00.999999-450")]
    [InlineData("1979-05-27t07:32:00.5", "1979-05-27T07:32:00.5")]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("07:32:01.00000000099", "07:32:01")]
    [InlineData("07:32", "07:32:00")]
    [InlineData("[]", "[]")]
    [InlineData("[1, [\"a\", { b = 2 }], # c\n]", "[1,[\"a\",{b:2}]]")]
    [InlineData("{}", "{}")]
    [InlineData("{ a.b = 1, a.c = 2, \"d e\" = [3] }", "{a:{b:1,c:2},d e:[3]}")]
    [InlineData("{ # c\n a = 1, # d\n b = 2,\n}", "{a:1,b:2}")]
    public void A_value_means_what_the_specification_says(string literal, string meaning)
    {
        var document = TomlText.Clean($"key = {literal} # end\nnext = 1\n");
        Assert.Equal(meaning, TomlText.Meaning(document.Find("key")!.Value));
        Assert.Equal(literal, TomlText.Written(document, document.Find("key")!.Value.Span));
    }

    [Theory]
    [InlineData("a = 1", "{a:1}")]
    [InlineData("\ufeffa = 1", "{a:1}")]
    [InlineData("a.b . \"c.d\" = 1\na.e = 2", "{a:{b:{c.d:1},e:2}}")]
    [InlineData("1.2 = 3", "{1:{2:3}}")]
    [InlineData("[a]\nx = 1\n[a.b]\nx = 2", "{a:{b:{x:2},x:1}}")]
    [InlineData("[a.b]\nx = 2\n[a]\nx = 1", "{a:{b:{x:2},x:1}}")]
    [InlineData("[ a . 'b c' ]\nx = 1", "{a:{b c:{x:1}}}")]
    [InlineData("[[a]]\nx = 1\n[a.b]\ny = 2\n[[a]]\n[[a.c]]\n[[a.c]]", "{a:[{b:{y:2},x:1},{c:[{},{}]}]}")]
    [InlineData("[a]\nb.c = 1\n[a.b.d]\nx = 2", "{a:{b:{c:1,d:{x:2}}}}")]
    [InlineData("[[a.b]]\n[a]\nx = 1", "{a:{b:[{}],x:1}}")]
    [InlineData("", "{}")]
    [InlineData("# only a comment", "{}")]
    public void Tables_come_together_from_headers_and_dotted_keys(string text, string meaning) => Assert.Equal(meaning, TomlText.Meaning(text));

    [Fact]
    public void A_path_leads_to_a_value_its_key_and_its_line()
    {
        var document = TomlText.Clean("[[redirects]]\nfrom = \"/a\"\n[[redirects]]\nfrom = \"/b\" # here\n[redirects.query]\nid = ':id'\n");
        var node = document.Find("redirects", 1, "from")!;
        Assert.Equal("\"/b\"", TomlText.Written(document, node.Value.Span));
        Assert.Equal(40, node.Entry!.KeySpan.Start);
        Assert.Equal("from = \"/b\" # here\n", TomlText.Written(document, node.Entry.Line!.Span));
        Assert.Equal(TomlTableKind.ArrayItem, node.Owner!.Kind);
        Assert.Equal("[[redirects]]", TomlText.Written(document, node.Owner.Header!.Written));
        Assert.Equal("':id'", TomlText.Written(document, document.Find("redirects", 1, "query", "id")!.Value.Span));
        Assert.Same(document.Root, document.Find()!.Value);
        Assert.Null(document.Find("redirects", 2));
        Assert.Null(document.Find("redirects", -1));
        Assert.Null(document.Find("redirects", "from"));
        Assert.Null(document.Find("nothing"));
    }

    [Fact]
    public void A_table_with_many_keys_finds_each_of_them()
    {
        var document = TomlText.Clean(string.Concat(Enumerable.Range(0, 100).Select(i => $"k{i} = {i}\n")));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(i, Assert.IsType<TomlValue.Integer>(document.Find($"k{i}")!.Value).Number));
    }

    [Theory]
    [InlineData("a = \"\\e\"")]
    [InlineData("a = \"\\x41\"")]
    [InlineData("a = 07:32")]
    [InlineData("a = 1979-05-27T07:32Z")]
    [InlineData("a = { b = 1, }")]
    [InlineData("a = {\n}")]
    [InlineData("a = { b = 1 # c\n}")]
    public void What_came_with_1_1_is_a_problem_in_1_0_and_read_all_the_same(string text)
    {
        var old = TomlText.Read(text, TomlVersion.V10);
        Assert.Equal(TomlProblemKind.NeedsNewerToml, old.Problems[0].Kind);
        Assert.Equal(TomlText.Meaning(text), TomlText.Meaning(old.Root));
    }

    [Fact]
    public void Lines_are_items_that_together_are_the_text()
    {
        const string Text = "\ufeff# a\r\n\r\n  [x] # b\r\n\tk = [ # c\r\n 1,\r\n ]\r\nbroken\r\n# end";
        var document = TomlText.Read(Text);
        Assert.Equal(Text, TomlText.Together(document));
        Assert.Equal(["Trivia", "Header", "KeyLine", "Broken", "Trivia"], document.Items.Select(item => item.GetType().Name));
        Assert.Equal("\tk = [ # c\r\n 1,\r\n ]\r\n", TomlText.Written(document, document.Items[2].Span));
    }
}
