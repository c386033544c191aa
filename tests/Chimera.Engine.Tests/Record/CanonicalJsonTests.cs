using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Engine.Tests.Record;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Members_are_sorted_by_their_code_units_and_nothing_is_padded() => Assert.Equal(
        """{"A":[1,-2,{}],"a":{"b":null,"c":true},"é":"x","😀":[],"ﬀ":false}""",
        CanonicalJson.WriteText(JsonNode.Parse("""{ "ﬀ": false, "😀": [ ], "é": "x", "a": {"c": true, "b": null}, "A": [1, -2, {}] }""")));

    [Theory]
    [InlineData("\u0000\b\t\n\f\r\u001f", "\"\\u0000\\b\\t\\n\\f\\r\\u001f\"")]
    [InlineData("\"\\/<>&'+", "\"\\\"\\\\/<>&'+\"")]
    [InlineData("\u007f\u00a0\u2028\ufeff\ue000😀", "\"\u007f\u00a0\u2028\ufeff\ue000😀\"")]
    public void Only_what_must_be_escaped_is(string text, string json) => Assert.Equal(json, CanonicalJson.WriteText(JsonValue.Create(text)));

    [Fact]
    public void What_is_written_reads_back_and_is_written_the_same() => Prop.ForAll<string[]>(texts =>
    {
        var sane = texts.Where(text => text is not null && !text.Any(char.IsSurrogate)).ToArray();
        var node = new JsonArray([.. sane.Select(text => JsonValue.Create(text))]);
        var written = CanonicalJson.WriteText(node);
        return JsonNode.DeepEquals(node, JsonNode.Parse(written)) && CanonicalJson.WriteText(JsonNode.Parse(written)) == written;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1.5")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("1e3")]
    public void A_number_that_not_every_reader_would_read_alike_is_refused(string number) =>
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonNode.Parse(number)));

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"\ud83d":1}""")]
    [InlineData("""["\ud83d"]""")]
    public void Parsed_text_that_is_no_faithful_object_is_refused(string json) =>
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonNode.Parse(json)));

    [Fact]
    public void Numbers_of_every_width_are_written_alike() => Assert.Equal(
        "[7,7,7,7,9007199254740991]",
        CanonicalJson.WriteText(new JsonArray((byte)7, (short)7, 7, 7L, 9007199254740991)));

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Throws<FormatException>(() => CanonicalJson.Write(JsonValue.Create("\ud83d")));
}
