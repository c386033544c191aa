using System.Collections.Immutable;
using Chimera.Documents.Toml;

namespace Chimera.Documents.Tests.Toml;

public sealed class TomlEditorTests
{
    [Theory]
    [InlineData("a  =  1  # why\nb = 2\n", "a  =  \"x\"  # why\nb = 2\n")]
    [InlineData("a = [ 1, # c\n 2 ]\n", "a = \"x\"\n")]
    [InlineData("a = npm run build # why\n", "a = \"x\" # why\n")]
    [InlineData("a =\nb = 1\n", "a =\"x\"\nb = 1\n")]
    public void A_value_is_set_and_everything_around_it_stays(string text, string expected) =>
        Assert.Equal(expected, Changed(text, (document, _) => TomlEditor.SetValue(document.Find("a")!.Value, "\"x\"")));

    [Fact]
    public void A_table_with_headers_has_no_value_to_set() =>
        Assert.Throws<ArgumentException>(() => TomlEditor.SetValue(TomlText.Clean("[a]\n").Find("a")!.Value, "1"));

    [Theory]
    [InlineData("a = 1 # a\n", "\"x y\" = 1 # a\n")]
    [InlineData("'a' .b = 1\na.c = 2\n[a.d]\ne.a = 3\n", "\"x y\" .b = 1\n\"x y\".c = 2\n[\"x y\".d]\ne.a = 3\n")]
    [InlineData("[[a]]\n[a.a]\n[[ a ]] # a\n", "[[\"x y\"]]\n[\"x y\".a]\n[[ \"x y\" ]] # a\n")]
    [InlineData("[a.b]\n[a]\n", "[\"x y\".b]\n[\"x y\"]\n")]
    public void A_name_is_changed_wherever_it_stands(string text, string expected) =>
        Assert.Equal(expected, Changed(text, (document, _) => TomlEditor.Rename(document.Find("a")!.Entry!, "x y")));

    [Theory]
    [InlineData("[ a.b ] # c\n", "[ x.y ] # c\n")]
    [InlineData("[[a]]\n[[a]]\n", "[[x.y]]\n[[a]]\n")]
    public void One_header_gets_another_path(string text, string expected) =>
        Assert.Equal(expected, Changed(text, (document, _) => TomlEditor.RenameHeader(document.Items.OfType<TomlItem.Header>().First(), "x", "y")));

    [Fact]
    public void Headers_written_twice_become_a_list()
    {
        const string Text = " [r] # 1\nfrom = 1\n[ r ]\nfrom = 2\n";
        var changed = Changed(Text, (document, _) => [.. document.Items.OfType<TomlItem.Header>().SelectMany(header => TomlEditor.ToArrayOfTables(header))]);
        Assert.Equal(" [[r]] # 1\nfrom = 1\n[[ r ]]\nfrom = 2\n", changed);
        Assert.Equal("{r:[{from:1},{from:2}]}", TomlText.Meaning(changed));
        Assert.Equal("[build] # c\n", Changed("[[build]] # c\n", (document, _) => TomlEditor.ToTable(document.Items.OfType<TomlItem.Header>().Single())));
        Assert.Empty(TomlEditor.ToTable(TomlText.Clean("[a]").Items.OfType<TomlItem.Header>().Single()));
        Assert.Empty(TomlEditor.ToArrayOfTables(TomlText.Clean("[[a]]").Items.OfType<TomlItem.Header>().Single()));
    }

    [Theory]
    [InlineData("# why\na = 1\nb = 2\n", "# why\nb = 2\n")]
    [InlineData("b = 2\n  a = 1 # why\n", "b = 2\n  # why\n")]
    [InlineData("a = [ # 1\r\n '#', # 2\r\n]\r\nb = 2", "# 1\r\n# 2\r\nb = 2")]
    [InlineData("\ufeffa = 1\nb = 2\n", "\ufeffb = 2\n")]
    [InlineData("b = 1\n\n[a]\nc = 1 # one\n# two\n\n[d]\n", "b = 1\n\n# one\n# two\n\n[d]\n")]
    [InlineData("b = 1\n\n[a]\nc = 1\n\n# of d\n[d]\n", "b = 1\n\n# of d\n[d]\n")]
    [InlineData("[a.b]\nc = 1\n[e]\n[a.d]\nc = 1\n", "[e]\n")]
    [InlineData("[[a]]\n[[a]]\n[b]\n", "[b]\n")]
    [InlineData("a.b = 1\nc = 1\na.d.e = 2\n", "c = 1\n")]
    public void What_stands_under_a_key_goes_and_comments_stay(string text, string expected) =>
        Assert.Equal(expected, Changed(text, (document, editor) => editor.Remove(document.Root, document.Find("a")!.Entry!)));

    [Theory]
    [InlineData("t = { a = 1, b = 2 }", "t = { b = 2 }")]
    [InlineData("t = { b = 2, a = 1 }", "t = { b = 2 }")]
    [InlineData("t = { a = 1 }", "t = {  }")]
    [InlineData("t = {\n  a = 1 # c\n  , b = 2\n}", "t = {\n   # c\n   b = 2\n}")]
    public void A_part_of_an_inline_table_goes_with_one_comma(string text, string expected) =>
        Assert.Equal(expected, Changed(text, (document, editor) => editor.Remove((TomlTable)document.Find("t")!.Value, document.Find("t", "a")!.Entry!)));

    [Theory]
    [InlineData("a = [1, 2, 3]", "a = [1, 3]")]
    [InlineData("a = [1, 2]", "a = [1]")]
    [InlineData("[[a]]\nb = 1\n\n[[a]]\n[a.c]\n# d\n[e]\n", "[[a]]\nb = 1\n\n# d\n[e]\n")]
    public void One_item_of_a_list_goes(string text, string expected) =>
        Assert.Equal(expected, Changed(text, (document, editor) => editor.RemoveAt((TomlArray)document.Find("a")!.Value, 1)));

    [Fact]
    public void Lines_that_nobody_can_read_go_too() =>
        Assert.Equal("a = 1\n# c\n", Changed("a = 1\nnonsense # c\n", (document, editor) => editor.Remove(document.Items[1])));

    [Fact]
    public void Comments_cannot_be_removed()
    {
        var document = TomlText.Clean("# a\n");
        Assert.Throws<ArgumentException>(() => new TomlEditor(document).Remove(document.Items[0]));
    }

    [Theory]
    [InlineData("[t]\n  a=1\n\n# c\n[b]\n", "[t]\n  a=1\n  x=1\n\n# c\n[b]\n")]
    [InlineData("[t]\nfrom   = 1\nstatus = 2\n", "[t]\nfrom   = 1\nstatus = 2\nx      = 1\n")]
    [InlineData("[t] # c\r\n[b]\r\n", "[t] # c\r\nx = 1\r\n[b]\r\n")]
    [InlineData("[t]", "[t]\nx = 1")]
    [InlineData("t = {}", "t = { x = 1 }")]
    [InlineData("t = { a = 1 }", "t = { a = 1, x = 1 }")]
    [InlineData("t = { a.b = 1, # c\n}", "t = { a.b = 1, x = 1, # c\n}")]
    [InlineData("t.a.b = 1 # c\n", "t.a.b = 1 # c\nt.x = 1\n")]
    [InlineData("[[t]]\na = 1", "[[t]]\na = 1\nx = 1")]
    [InlineData("[t.b]\na = 1", "[t.b]\na = 1\n\n[t]\nx = 1\n")]
    public void A_key_is_added_the_way_its_neighbours_are_written(string text, string expected)
    {
        var changed = Changed(text, (document, editor) =>
            editor.Insert(document.Find("t")!.Value as TomlTable ?? (TomlTable)document.Find("t", 0)!.Value, "x", "1"));
        Assert.Equal(expected, changed);
        Assert.NotNull(TomlText.Clean(changed).Find("t", "x") ?? TomlText.Clean(changed).Find("t", 0, "x"));
    }

    [Fact]
    public void A_key_is_added_to_a_dotted_part_of_an_inline_table() =>
        Assert.Equal("t = { 'a.b'.c.d = 1, 'a.b'.x = 1 }", Changed("t = { 'a.b'.c.d = 1 }", (document, editor) =>
            editor.Insert((TomlTable)document.Find("t", "a.b")!.Value, "x", "1")));

    [Theory]
    [InlineData("", "x = 1\n")]
    [InlineData("\ufeff", "\ufeffx = 1\n")]
    [InlineData("a = 1\n[t]\n", "a = 1\nx = 1\n[t]\n")]
    [InlineData("# file\n\n# t\n[t]\n", "# file\n\nx = 1\n\n# t\n[t]\n")]
    [InlineData("# t\n[t]\n", "x = 1\n\n# t\n[t]\n")]
    public void A_key_is_added_to_the_root_above_the_first_header(string text, string expected) =>
        Assert.Equal(expected, Changed(text, (document, editor) => editor.Insert(document.Root, "x", "1")));

    [Theory]
    [InlineData("", "[[a.\"b c\"]]\nk = 1\n")]
    [InlineData("x=1", "x=1\n\n[[a.\"b c\"]]\nk=1\n")]
    [InlineData("[x]\r\n  y = 1\r\n\r\n", "[x]\r\n  y = 1\r\n\r\n[[a.\"b c\"]]\r\n  k = 1\r\n")]
    public void A_table_is_added_at_the_end(string text, string expected) =>
        Assert.Equal(expected, Changed(text, (_, editor) => editor.Append(["a", "b c"], isArray: true, ("k", "1"))));

    [Fact]
    public void Literals_are_read_back_as_what_they_were_made_of()
    {
        const string Text = "a\"\\\u0001\u007f\t\n\ré😀'#";
        Assert.Equal(TomlText.Meaning(TomlText.Clean($"a = {TomlLiteral.Text(Text)}", TomlVersion.V10).Find("a")!.Value), TomlLiteral.Text(Text));
        Assert.Equal("{" + Text + ":[1,true,\"x\"]}", TomlText.Meaning($"{TomlLiteral.Key(Text)} = {TomlLiteral.Array([TomlLiteral.Integer(1), TomlLiteral.Boolean(true), TomlLiteral.Text("x")])}"));
        Assert.Equal("\"\"", TomlLiteral.Key(""));
    }

    private static string Changed(string text, Func<TomlDocument, TomlEditor, ImmutableArray<TextEdit>> edit)
    {
        var document = TomlText.Read(text);
        return TextEdit.Apply(text, edit(document, new TomlEditor(document)));
    }
}
