using System.Text.Json.Nodes;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Netlify.Config.Steps;
using Chimera.Sites.Netlify.Config.Validation;
using Chimera.Sites.Netlify.Config.Warnings;

namespace Chimera.Sites.Tests.Netlify.Config;

public sealed class ConfigTextTests
{
    [Theory]
    [InlineData("a = \"\\d\"", null)]
    [InlineData("\na = \"\\d\"", "\\d")]
    [InlineData("\na = \"\\\\d\"", null)]
    [InlineData("\na = \"\\d \\e\"", "\\e")]
    [InlineData("\na_b = \"\\d\"", null)]
    [InlineData("\na = '\\d'", null)]
    [InlineData("\na = \"\" # \\d\"", null)]
    [InlineData("\na = \"\\d", null)]
    [InlineData("\na = \"x\\\n\"", "\\\n")]
    [InlineData("\na = \"\"\"\n\\d\"\"\"", "\\d")]
    [InlineData("\na = \"\"\"x\"\"\"\n\nb = '\\d' # \"\"\"", "\\d")]
    [InlineData("\na = \"\"\"x\"\"\"\n\nb = '\\d'", null)]
    [InlineData("\na = \"\\😀\"", "\\😀")]
    public void Netlify_looks_for_backslashes_before_it_parses(string text, string? wrong) =>
        Assert.Equal(wrong, Backslashes.FindWrong(text) is { } span ? text.Substring(span.Start, span.Length) : null);

    [Theory]
    [InlineData("\na\n\n\n  b\n", "_\na\n__\n  b\n_")]
    [InlineData("a", "a")]
    [InlineData("", "_")]
    [InlineData("\n\na", "__\na")]
    public void Empty_lines_of_a_warning_are_filled(string text, string filled) =>
        Assert.Equal(filled.Replace('_', '\u200b'), ConfigWarnings.WithoutEmptyLines(text));

    [Theory]
    [InlineData("", "a/./b//c/", "a/b/c")]
    [InlineData("x", "../a", "a")]
    [InlineData("x", "../../a", null)]
    [InlineData("", "../site/a", null)]
    public void Paths_are_resolved_within_the_folder(string from, string path, string? resolved) =>
        Assert.Equal(resolved, SitePath.Resolve(from, path));

    [Theory]
    [InlineData("netlify-plugin-a", true)]
    [InlineData("@netlify/plugin-a", true)]
    [InlineData("UPPER", true)]
    [InlineData("it's(ok)*", true)]
    [InlineData("@a/b/c", false)]
    [InlineData("@a", false)]
    [InlineData("a@1", false)]
    [InlineData("_a", false)]
    [InlineData("node_modules", false)]
    [InlineData(" a", false)]
    [InlineData("é", false)]
    public void Names_of_packages_are_npms(string name, bool valid) => Assert.Equal(valid, NpmName.IsValid(name));

    [Theory]
    [InlineData("1024", true)]
    [InlineData("\"2gb\"", true)]
    [InlineData("\" 1.5 GB \"", true)]
    [InlineData("\"3000\"", true)]
    [InlineData("1023", false)]
    [InlineData("1500.5", false)]
    [InlineData("\"5gb\"", false)]
    [InlineData("\"2 tb\"", false)]
    [InlineData("null", false)]
    public void Memory_is_in_megabytes_or_has_a_unit(string json, bool valid) =>
        Assert.Equal(valid, FunctionMemory.IsValid(JsonNode.Parse(json)));

    [Theory]
    [InlineData("""{"a":{"b":1,"c":[{"d":1.5},{"d":null}]}}""", "[a]\nb = 1\n\n  [[a.c]]\n  d = 1.5\n\n  [[a.c]]")]
    [InlineData("""{"a":{"b c":{"e":[[{"f":true}]]}}}""", "[a]\n\n  [a.\"b c\"]\n  e = [\n    [\n      {f = true}\n    ]\n  ]")]
    [InlineData("""{"a":{"b":[{"c":[1,2]},{"d":{"e":"x\ty"}}]}}""",
        "[a]\n\n  [[a.b]]\n  c = [\n    1,\n    2\n  ]\n\n  [[a.b]]\n\n    [a.b.d]\n    e = \"x\\ty\"")]
    [InlineData("""{"a":[{"x":1},"y"]}""", "[[a]]\nx = 1")]
    [InlineData("""{"a":{"":{"b":1}}}""", "[a]\n  b = 1")]
    public void Examples_are_written_as_an_old_toml_writer_does(string json, string toml) =>
        Assert.Equal(toml, TomlExample.Write((JsonObject)JsonNode.Parse(json)!));

    [Theory]
    [InlineData("""{"a":{"b":[1,"x"]}}""", "a.b: Array cannot contain values of different types.")]
    [InlineData("""{"a":{"":1}}""", "<root>: Key cannot be an empty string.")]
    [InlineData("""{"a":[1,{"b":1}]}""", "a: Array cannot contain values of different types.")]
    [InlineData("""{"a":[[{"":1}]]}""", "a.[0].[0]: Key cannot be an empty string.")]
    public void What_that_writer_cannot_write_is_an_error_of_its_own(string json, string message) =>
        Assert.Equal(message, Assert.Throws<TomlExampleException>(() => TomlExample.Write((JsonObject)JsonNode.Parse(json)!)).Message);
}
