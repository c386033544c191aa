using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Documents.Tests;

public sealed class YamlReaderTests
{
    [Fact]
    public void Every_node_knows_its_line_and_column()
    {
        var read = Reading.Of("a: 1\nb:\n  - x\n  - c: 'y'\n");

        Assert.Empty(read.Errors);
        Assert.Equal(new Place("chimera.yaml", 1, 1), read[0].KeyPlace);
        Assert.Equal(new Place("chimera.yaml", 1, 4), read[0].Value.Place);
        var list = (ListNode)read[1].Value;
        Assert.Equal(new Place("chimera.yaml", 3, 5), list.Items[0].Place);
        Assert.Equal(new Place("chimera.yaml", 4, 8), ((MapNode)list.Items[1]).Entries[0].Value.Place);
    }

    [Fact]
    public void Words_that_other_readers_take_for_values_stay_text()
    {
        var read = Reading.Of("on: web\nyes: no\nport: 0x10\n");

        Assert.Equal(["on", "yes", "port"], ((MapNode)read.Root!).Entries.Select(entry => entry.Key));
        Assert.Equal("0x10", ((ScalarNode)read[2].Value).Text);
    }

    [Theory]
    [InlineData("a: text", false)]
    [InlineData("a: 'text'", true)]
    [InlineData("a: \"text\"", true)]
    [InlineData("a: |\n  text", true)]
    public void A_scalar_knows_whether_it_was_quoted(string yaml, bool quoted) =>
        Assert.Equal(quoted, ((ScalarNode)Reading.Of(yaml)[0].Value).Quoted);

    [Fact]
    public void An_empty_file_is_an_empty_value() => Assert.True(Reading.Of("# nothing\n").Root is ScalarNode { IsNull: true });

    [Fact]
    public void A_byte_order_mark_moves_nothing()
    {
        var read = Reading.Of("\uFEFFa: 1\n");

        Assert.Equal("a", read[0].Key);
        Assert.Equal(new Place("chimera.yaml", 1, 1), read[0].KeyPlace);
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "chimera.yaml:3:1 truth.duplicate-key 'a' is written twice, first in line 1")]
    [InlineData("a: !!str 1\n", "chimera.yaml:1:4 yaml.tag '!!str' is a tag")]
    [InlineData("a: &x 1\n", "chimera.yaml:1:4 yaml.anchor '&x' is an anchor")]
    [InlineData("a: 1\n---\nb: 2\n", "chimera.yaml:2:1 yaml.several-documents a second document begins here")]
    [InlineData("? [a]\n: 1\n", "chimera.yaml:1:3 yaml.bad-key a key is a list")]
    [InlineData("~: 1\n", "chimera.yaml:1:1 yaml.bad-key a key is empty")]
    [InlineData("<<: {a: 1}\n", "chimera.yaml:1:1 yaml.merge-key '<<' merges another map into this one")]
    public void What_makes_a_file_say_something_else_than_it_shows_is_refused(string yaml, string expected) =>
        Assert.Equal([expected], Reading.Of(yaml).Errors);

    [Fact]
    public void An_alias_is_refused_and_leaves_no_tree()
    {
        var read = Reading.Of("a: &x 1\nb: *x\nc: 1\nc: 2\n");

        Assert.Null(read.Root);
        Assert.Equal(
            [
                "chimera.yaml:1:4 yaml.anchor '&x' is an anchor",
                "chimera.yaml:2:4 yaml.alias '*x' is an alias",
                "chimera.yaml:4:1 truth.duplicate-key 'c' is written twice, first in line 3",
            ],
            read.Errors);
    }

    [Theory]
    [InlineData("a:\n\tb: 1\n", "chimera.yaml:2:1 yaml.syntax the line is indented with a tab")]
    [InlineData("a: @b\n", "chimera.yaml:1:4 yaml.syntax a value cannot begin with @")]
    [InlineData("a: b: c\n", "chimera.yaml:1:5 yaml.syntax a colon inside a value looks like another key")]
    [InlineData("a: 'b\nc: d\n", "chimera.yaml:1:4 yaml.syntax a quote is opened and not closed")]
    public void A_slip_is_explained_at_its_place(string yaml, string expected) => Assert.Equal([expected], Reading.Of(yaml).Errors);

    [Fact]
    public void Errors_before_a_slip_are_told_too()
    {
        var errors = Reading.Of("a: 1\na: 2\nb: [1, 2\nc: 3\n").Errors;

        Assert.Equal(2, errors.Length);
        Assert.StartsWith("chimera.yaml:2:1 truth.duplicate-key", errors[0], StringComparison.Ordinal);
        Assert.Contains("yaml.syntax", errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_found_at_their_place()
    {
        Assert.Equal(["chimera.yaml:2:4 yaml.bad-character here are bytes that are not UTF-8"], Reading.Of([.. "a: 1\nb: "u8, 0xFF]).Errors);
        Assert.Equal(["chimera.yaml:1:4 yaml.bad-character the character U+0000 is not allowed"], Reading.Of("a: \0\nb: 2").Errors);
        Assert.Equal(["chimera.yaml:1:4 yaml.bad-character the character U+001B is not allowed"], Reading.Of("a: \u001b[31m").Errors);
    }

    [Fact]
    public async Task A_missing_file_is_a_finding()
    {
        var findings = new Findings();

        var root = await new YamlReader().ReadAsync("/nonexistent/chimera.yaml", "infra/chimera.yaml", findings, CancellationToken.None);

        Assert.Null(root);
        Assert.Equal("file.not-found", Assert.Single(findings).Code);
        Assert.Contains("infra/chimera.yaml does not exist", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_a_finding()
    {
        var findings = new Findings();

        Assert.Null(await new YamlReader().ReadAsync(Path.GetTempPath(), "there", findings, CancellationToken.None));
        Assert.Equal("file.unreadable", Assert.Single(findings).Code);
    }

    [Fact]
    public async Task A_file_on_disk_reads_as_from_memory()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "a: 1\n");
            var findings = new Findings();
            var root = await new YamlReader().ReadAsync(path, "mine.yaml", findings, CancellationToken.None);

            Assert.Equal(new Place("mine.yaml", 1, 1), Assert.IsType<MapNode>(root).Entries[0].KeyPlace);
            Assert.Empty(findings);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
