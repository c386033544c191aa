using Chimera.Documents;
using Chimera.Sites.Netlify.Toml;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Netlify.Toml;

public sealed class NetlifyTomlValueTests
{
    [Theory]
    [InlineData("b = 1\n2 = 1\n10 = 1\n1 = 1\n01 = 1", """{"1":1,"2":1,"10":1,"b":1,"01":1}""")]
    [InlineData("4294967295 = 2\n4294967294 = 1\n0 = 3", """{"0":3,"4294967294":1,"4294967295":2}""")]
    [InlineData("a = [1.0, 1.5, -0.0, 1e3, inf, nan, 1e400, -0]", """{"a":[1,1.5,0,1000,null,null,null,0]}""")]
    [InlineData("a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.98765-07:30", """{"a":"1979-05-27T07:32:00.000Z","b":"1979-05-27T07:32:00.987-07:30"}""")]
    [InlineData("c = 1979-05-27t07:32\nd = 1979-05-27\ne = 07:32:00.1", """{"c":"1979-05-27T07:32:00.000","d":"1979-05-27","e":"07:32:00.100"}""")]
    [InlineData("f = 0000-01-01T00:00:00z", """{"f":"0000-01-01T00:00:00.000Z"}""")]
    [InlineData("__proto__ = 1\nconstructor.__proto__.a = 2", """{"__proto__":1,"constructor":{"__proto__":{"a":2}}}""")]
    [InlineData("a = 9007199254740991\nb = true\nc = 'x'", """{"a":9007199254740991,"b":true,"c":"x"}""")]
    [InlineData("a = { b = 1, # c\n}\n[[d]]\n[[d]]\ne.f = []", """{"a":{"b":1},"d":[{},{"e":{"f":[]}}]}""")]
    public void Values_become_what_JSON_leaves_of_them(string text, string json) => Assert.Equal(json, Read(text).Value.ToJsonString());

    [Fact]
    public void A_day_that_its_month_has_not_is_carried_over() =>
        Assert.Equal(
            """{"a":"2021-03-02","b":"2020-03-01T10:00:00.500-01:00","c":"2021-05-01T10:00:00.000"}""",
            Read("a = 2021-02-30\nb = 2020-02-30T10:00:00.5-01:00\nc = 2021-04-31 10:00:00").Value.ToJsonString());

    [Fact]
    public void A_dotted_key_may_add_to_a_table_that_a_list_goes_through() =>
        Assert.Equal("""{"a":{"b":{"c":[{}],"d":1}}}""", Read("[[a.b.c]]\n[a]\nb.d = 1").Value.ToJsonString());

    [Fact]
    public void Quotes_before_the_closing_ones_are_lost_behind_a_backslash_at_a_line_end()
    {
        var value = Read("a = \"\"\"x\\\n \"\"\"\"\"\nb = \"\"\"x\\\n y\"\"\"\"\"\nc = \"\"\"x\\\\\n \"\"\"\"").Value;
        Assert.Equal(["x", "xy\"\"", "x\\\n \""], value.Select(pair => pair.Value!.GetValue<string>()));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_read_as_a_replacement()
    {
        var read = Assert.IsType<NetlifyToml.Read>(
            NetlifyToml.Parse(SourceFile.Decode("netlify.toml", [(byte)'a', (byte)'=', (byte)'\'', 0xff, (byte)'\''])));
        Assert.Equal("\ufffd", read.Value["a"]!.GetValue<string>());
        Assert.Single(read.Document.Problems);
    }

    [Fact]
    public void Whole_numbers_are_integers_whichever_way_they_are_written()
    {
        var value = Read("a = 200\nb = 200.0\nc = 2e2\nd = 0xC8\ne = 0.5").Value;
        Assert.All(new[] { "a", "b", "c", "d" }, key => Assert.Equal(200, value[key]!.GetValue<long>()));
        Assert.Equal(0.5, value["e"]!.GetValue<double>());
    }

    [Fact]
    public void A_thousand_levels_become_JSON() =>
        Assert.NotNull(Read("a = " + new string('[', 1000) + new string(']', 1000)).Value["a"]);

    [Fact]
    public void Real_files_are_read()
    {
        var files = Directory.GetFiles(Path.Combine(Beside.Folder("corpus"), "netlify-toml"), "*.toml");
        var failed = files.Where(file => NetlifyToml.Parse(SourceFile.Decode(file, File.ReadAllBytes(file))) is NetlifyToml.Failed);
        Assert.NotEmpty(files);
        Assert.Empty(failed);
    }

    private static NetlifyToml.Read Read(string text) =>
        Assert.IsType<NetlifyToml.Read>(NetlifyToml.Parse(new SourceFile("netlify.toml", text)));
}
