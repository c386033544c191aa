using Chimera.Documents.Yaml;

namespace Chimera.Documents.Tests.Yaml;

public sealed class YamlDocumentReaderTests
{
    [Theory]
    [InlineData("a: 1 # one\nb: two\n")]
    [InlineData("\uFEFFa: 1\nb: two # two\n")]
    [InlineData("a: 1\r\n# 😀\r\nb: two\r\n")]
    [InlineData("é😀: x\r\na: 1\nb:   two   # and\n\n# more\n")]
    [InlineData("{a: 1, b: two}")]
    [InlineData("x: |\n  a: 3\n\n  b\na: 1\nb: two")]
    public void The_span_of_a_scalar_is_what_is_written_there(string text)
    {
        var map = Map(text);

        Assert.Equal("a", Written(text, map.Find("a")!.Key));
        Assert.Equal("1", Written(text, map["a"]!));
        Assert.Equal("b", Written(text, map.Find("b")!.Key));
        Assert.Equal("two", Written(text, map["b"]!));
    }

    [Theory]
    [InlineData("k: 'it''s' # x\nz: 1", "'it''s'")]
    [InlineData("k: \"a\\nb\"\nz: 1", "\"a\\nb\"")]
    [InlineData("k: two\n  lines\nz: 1", "two\n  lines")]
    [InlineData("k: |\n  a\n  b\n\n\n# c\nz: 1", "|\n  a\n  b")]
    [InlineData("k: [a, {b: c}] # x\nz: 1", "[a, {b: c}]")]
    [InlineData("k:\n  - a\n  - b: c\n\n# c\nz: 1", "- a\n  - b: c")]
    [InlineData("k:\n  b: c\n# c\nz: 1", "b: c")]
    [InlineData("k:\nz: 1", "")]
    public void The_span_of_a_value_ends_where_it_ends(string text, string expected) =>
        Assert.Equal(expected, Written(text, Map(text)["k"]!));

    [Theory]
    [InlineData("true", YamlType.Boolean)]
    [InlineData("FALSE", YamlType.Boolean)]
    [InlineData("yes", YamlType.Text)]
    [InlineData("off", YamlType.Text)]
    [InlineData("'true'", YamlType.Text)]
    [InlineData("!!str true", YamlType.Text)]
    [InlineData("!!bool \"true\"", YamlType.Boolean)]
    [InlineData("! 12", YamlType.Text)]
    [InlineData("!!int \"12\"", YamlType.Number)]
    [InlineData("!!float 12", YamlType.Text)]
    [InlineData("!!float 12.0", YamlType.Number)]
    [InlineData("!own 12", YamlType.Text)]
    [InlineData("12", YamlType.Number)]
    [InlineData("+12", YamlType.Number)]
    [InlineData("0x1F", YamlType.Number)]
    [InlineData("0o17", YamlType.Number)]
    [InlineData("1e3", YamlType.Number)]
    [InlineData("1.", YamlType.Number)]
    [InlineData(".5", YamlType.Number)]
    [InlineData("-.inf", YamlType.Number)]
    [InlineData(".NaN", YamlType.Number)]
    [InlineData("1_000", YamlType.Text)]
    [InlineData("12:30:45", YamlType.Text)]
    [InlineData("0b11", YamlType.Text)]
    [InlineData("3.12.1", YamlType.Text)]
    [InlineData("~", YamlType.Null)]
    [InlineData("NULL", YamlType.Null)]
    [InlineData("", YamlType.Null)]
    [InlineData("nUll", YamlType.Text)]
    public void A_plain_scalar_has_the_type_that_the_core_schema_gives_it(string written, YamlType type) =>
        Assert.Equal(type, Assert.IsType<YamlNode.Scalar>(Map($"k: {written}\n")["k"]).Type);

    [Theory]
    [InlineData("0x1F", 31)]
    [InlineData("0o17", 15)]
    [InlineData("-1.5e1", -15)]
    public void A_number_has_its_value(string written, double value) =>
        Assert.Equal(value, ((YamlNode.Scalar)Map($"k: {written}")["k"]!).Number);

    [Fact]
    public void An_alias_is_the_node_it_stands_for()
    {
        var map = Map("a: &x\n  b: 1\nc: *x\n");

        Assert.Same(map["a"], map["c"]);
        Assert.Equal(map.Find("c")!.Key.Span, map.Find("c")!.Span);
    }

    [Theory]
    [InlineData("a: 1\na: 2\n", "chimera.yaml:2:1 the key 'a' is written twice")]
    [InlineData("a: *x\n", "chimera.yaml:1:4")]
    [InlineData("a: [1\n", "chimera.yaml")]
    [InlineData("a: 1\n---\nb: [\n", "chimera.yaml")]
    public void What_is_not_YAML_has_a_place(string text, string expected)
    {
        var problem = Assert.Single(YamlDocumentReader.Read(new SourceFile("chimera.yaml", text)).Problems);

        Assert.StartsWith(expected, $"{problem.Place} {problem.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_aliases_cannot_stand_for_more_than_two_million_values()
    {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(
            level => $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 10))}]\n"));

        Assert.Contains("more than 2000000 values", Assert.Single(Read(bomb).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_levels_are_too_many() =>
        Assert.Contains(
            "levels deep", Assert.Single(Read(new string('[', 1000) + new string(']', 1000)).Problems).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    public void An_empty_file_has_no_root(string text) => Assert.Null(Read(text).Root);

    private static YamlReading Read(string text) => YamlDocumentReader.Read(new SourceFile("chimera.yaml", text));

    private static YamlNode.Map Map(string text)
    {
        var reading = Read(text);
        Assert.Empty(reading.Problems);
        return Assert.IsType<YamlNode.Map>(reading.Root);
    }

    private static string Written(string text, YamlNode node) => text.Substring(node.Span.Start, node.Span.Length);
}
