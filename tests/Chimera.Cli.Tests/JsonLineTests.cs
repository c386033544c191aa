using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Tests;

/// <summary>What programs read on stdout.</summary>
public sealed class JsonLineTests
{
    [Fact]
    public void What_can_be_printed_stays_as_it_is() =>
        Assert.Equal("""{"it's":"<a href='/x?a=1&b=2'> + `c`"}""", Line("it's", "<a href='/x?a=1&b=2'> + `c`"));

    [Theory]
    [InlineData("a \"quoted\" \\ word")]
    [InlineData("\0\a\b\t\n\u000b\f\r\u001b[2J\u007f\u009b")]
    [InlineData("Grüße, 世界, 🌍, \u202egnp.exe\u2028")]
    [InlineData("")]
    public void Everything_else_is_escaped_and_reads_back_the_same(string text)
    {
        var line = Line(text, text);

        Assert.True(line.All(character => character is >= ' ' and <= '~'), line);
        var (key, value) = Assert.Single(JsonNode.Parse(line)!.AsObject());
        Assert.Equal((text, text), (key, value!.GetValue<string>()));
    }

    [Fact]
    public void A_long_text_is_escaped_to_its_end()
    {
        var text = new StringBuilder().Insert(0, "é'\"\ud83c\udf0d", 1000).ToString();

        Assert.Equal(text, JsonDocument.Parse(Line("text", text)).RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal(@"{""half"":""\uFFFDx""}", Line("half", "\ud83cx"));

    private static string Line(string name, string value) => new JsonObject { [name] = value }.ToLine();
}
