using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Tests.Netlify.JavaScript;

public sealed class JavaScriptTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(200, "200")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.234e25, "1.234e+25")]
    [InlineData(9007199254740991, "9007199254740991")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_number_is_written_as_javascript_writes_it(double number, string text) => Assert.Equal(text, JsNumber.Text(number));

    [Theory]
    [InlineData("301", 301)]
    [InlineData(" \u00a0301!", 301)]
    [InlineData("-5x", -5)]
    [InlineData("+7", 7)]
    [InlineData("0x1F", 31)]
    [InlineData("", double.NaN)]
    [InlineData("x1", double.NaN)]
    [InlineData("-", double.NaN)]
    public void Parse_int_reads_the_leading_digits(string text, double number) => Assert.Equal(number, JsNumber.ParseInt(text));

    [Fact]
    public void Parse_int_to_the_base_of_ten_knows_no_hexadecimal() => Assert.Equal(0, JsNumber.ParseInt("0x1F", 10));

    [Theory]
    [InlineData("a b", new[] { "a", "b" })]
    [InlineData(" a\t\u2003b\ufeff", new[] { "", "a", "b", "" })]
    [InlineData("", new[] { "" })]
    [InlineData(" ", new[] { "", "" })]
    [InlineData("a\u200bb", new[] { "a\u200bb" })]
    public void Text_is_split_at_what_javascript_calls_white_space(string text, string[] pieces) =>
        Assert.Equal(pieces, JsText.SplitOnWhiteSpace(text));

    [Fact]
    public void A_byte_order_mark_and_a_hard_space_are_trimmed() => Assert.Equal("a\u0085", JsText.Trim("\ufeff\u00a0 a\u0085 \u2028"));

    [Fact]
    public void Keys_that_are_whole_numbers_come_first() =>
        Assert.Equal(
            ["2", "10", "b", "01", "4294967295", "a"],
            JsObject.Keys(new JsonObject { ["b"] = 1, ["10"] = 1, ["01"] = 1, ["2"] = 1, ["4294967295"] = 1, ["a"] = 1 }));

    [Theory]
    [InlineData("""[1, null, [true, "x"], {"a": 1}]""", "1,,true,x,[object Object]")]
    [InlineData("null", "null")]
    [InlineData("[]", "")]
    [InlineData("1.0", "1")]
    public void A_value_becomes_text_as_in_a_template_literal(string json, string text) =>
        Assert.Equal(text, JsValue.Text(JsonNode.Parse(json)));

    [Theory]
    [InlineData("0", false)]
    [InlineData("\"\"", false)]
    [InlineData("null", false)]
    [InlineData("false", false)]
    [InlineData("[]", true)]
    [InlineData("\" \"", true)]
    [InlineData("-1", true)]
    public void Truth_is_javascripts(string json, bool truth) => Assert.Equal(truth, JsValue.IsTruthy(JsonNode.Parse(json)));

    [Fact]
    public void Json_escapes_only_what_it_must()
    {
        var node = new JsonObject { ["b"] = "<'é\u2028\ud800\n\u0001\"\\", ["1"] = new JsonArray(1.0, null, true), ["c"] = new JsonObject(),
            ["n"] = double.NaN };

        Assert.Equal("""{"1":[1,null,true],"b":"<'é""" + "\u2028" + """\ud800\n\u0001\"\\","c":{},"n":null}""", JsJson.Stringify(node));
    }

    [Fact]
    public void Json_is_indented_as_asked() =>
        Assert.Equal("{\n  \"a\": [\n    1,\n    []\n  ]\n}", JsJson.Stringify(JsonNode.Parse("""{"a":[1,[]]}"""), 2));

    [Fact]
    public void A_number_made_from_any_type_is_a_double() =>
        Assert.Equal([1, 2, 3, 4.5], new JsonArray(1, 2L, 3m, 4.5).Select(node => JsNumber.Of(node)!.Value));
}
