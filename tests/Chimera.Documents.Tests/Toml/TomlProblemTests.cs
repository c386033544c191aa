using Chimera.Documents.Toml;

namespace Chimera.Documents.Tests.Toml;

public sealed class TomlProblemTests
{
    /// <summary>A kind, a text with a problem of that kind, and what of the text the problem points at.</summary>
    public static TheoryData<TomlProblemKind, string, string> Cases => new()
    {
        { TomlProblemKind.NotUnicode, "a = 'HALF'", "HALF" },
        { TomlProblemKind.EmptyKey, "= 1", "=" },
        { TomlProblemKind.EmptyKey, "a..b = 1", "." },
        { TomlProblemKind.EmptyKey, "[]", "]" },
        { TomlProblemKind.EmptyKey, "[a.]", "]" },
        { TomlProblemKind.IllegalKeyCharacter, "a b = 1", "b" },
        { TomlProblemKind.IllegalKeyCharacter, "é = 1", "é" },
        { TomlProblemKind.IllegalKeyCharacter, "<a> = 1", "<" },
        { TomlProblemKind.MissingEquals, "just-a-word\n", "just-a-word" },
        { TomlProblemKind.UnclosedHeader, "[a\nb = 1", "a" },
        { TomlProblemKind.UnclosedHeader, "[[a]\n", "[[a]" },
        { TomlProblemKind.MultilineKey, "\"\"\"a\"\"\" = 1", "\"\"\"" },
        { TomlProblemKind.DuplicateKey, "a = 1\na = 2", "a" },
        { TomlProblemKind.DuplicateKey, "a = 1\na.b = 2", "a" },
        { TomlProblemKind.DuplicateKey, "a = {}\na.b = 2", "a" },
        { TomlProblemKind.DuplicateTable, "[a]\n[a]", "a" },
        { TomlProblemKind.DuplicateTable, "[a]\n[[a]]", "a" },
        { TomlProblemKind.DuplicateTable, "[[a]]\n[a]", "a" },
        { TomlProblemKind.DuplicateTable, "a.b = 1\n[a]", "a" },
        { TomlProblemKind.DuplicateTable, "a = [{}]\n[[a]]", "a" },
        { TomlProblemKind.DuplicateTable, "a = 1\n[a.b]", "a" },
        { TomlProblemKind.DottedIntoTable, "[a.b]\n[a]\nb.c = 1", "b" },
        { TomlProblemKind.DottedIntoTable, "[[a.b]]\n[a]\nb.c = 1", "b" },
        { TomlProblemKind.DottedIntoParent, "[[a.b.c]]\n[a]\nb.d = 1", "b" },
        { TomlProblemKind.DuplicateInlineKey, "a = { b = 1, b.c = 2 }", "b" },
        { TomlProblemKind.TextAfterValue, "a = 1 2", "2" },
        { TomlProblemKind.TextAfterValue, "[a] b", "b" },
        { TomlProblemKind.MissingValue, "a = # nothing", "#" },
        { TomlProblemKind.MissingValue, "a = [,]", "," },
        { TomlProblemKind.InvalidValue, "a = npm run build", "n" },
        { TomlProblemKind.InvalidValue, "a = True", "T" },
        { TomlProblemKind.LeadingZero, "a = 0301", "0" },
        { TomlProblemKind.LeadingZero, "a = +0x1", "+" },
        { TomlProblemKind.MisplacedUnderscore, "a = 1__0", "_" },
        { TomlProblemKind.MisplacedUnderscore, "a = 0x_1", "_" },
        { TomlProblemKind.IllegalNumberCharacter, "a = 12px", "p" },
        { TomlProblemKind.IllegalNumberCharacter, "a = 0b2", "2" },
        { TomlProblemKind.UnfinishedNumber, "a = 1.", "1" },
        { TomlProblemKind.UnfinishedNumber, "a = 0x ", " " },
        { TomlProblemKind.IntegerTooLarge, "a = 9223372036854775808", "9223372036854775808" },
        { TomlProblemKind.IntegerTooLarge, "a = 0xffffffffffffffff", "0xffffffffffffffff" },
        { TomlProblemKind.MalformedDate, "a = 2020-01-01T1:00:00Z", "2020-01-01" },
        { TomlProblemKind.MalformedDate, "a = 10:2x", "10:2x" },
        { TomlProblemKind.NonexistentDate, "a = 2021-02-29", "2021-02-29" },
        { TomlProblemKind.NonexistentDate, "a = 24:00:00", "24:00:00" },
        { TomlProblemKind.NonexistentDate, "a = 2021-02-02T00:00:00+24:00", "2021-02-02T00:00:00+24:00" },
        { TomlProblemKind.UnclosedString, "a = \"b\nc = 1", "\"b" },
        { TomlProblemKind.UnclosedString, "a = '''b\nc", "'''" },
        { TomlProblemKind.ControlInString, "a = \"\u0001\"", "\u0001" },
        { TomlProblemKind.ControlInComment, "# \u007f", "\u007f" },
        { TomlProblemKind.UnknownEscape, "a = \"C:\\path\"", "\\p" },
        { TomlProblemKind.IncompleteUnicodeEscape, "a = \"C:\\Users\"", "\\U" },
        { TomlProblemKind.InvalidUnicodeEscape, "a = \"\\ud800\"", "\\ud800" },
        { TomlProblemKind.InvalidLineEscape, "a = \"\"\"\\ b\"\"\"", "\\ " },
        { TomlProblemKind.UnclosedArray, "a = [1,", "[" },
        { TomlProblemKind.UnclosedInlineTable, "a = {b = 1,", "{" },
        { TomlProblemKind.MissingComma, "a = [1 2]", "2" },
        { TomlProblemKind.MissingComma, "a = [1\nb = 2", "[" },
        { TomlProblemKind.TooDeep, "a = " + new string('[', 1001), "[" },
        { TomlProblemKind.NeedsNewerToml, "a = 10:20", "10:20" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_wrong_is_named_and_pointed_at(TomlProblemKind kind, string text, string pointedAt)
    {
        // Half a surrogate pair does not survive as the name of a test.
        (text, pointedAt) = (text.Replace("HALF", "\ud800", StringComparison.Ordinal), pointedAt.Replace("HALF", "\ud800", StringComparison.Ordinal));
        var document = TomlText.Read(text, kind == TomlProblemKind.NeedsNewerToml ? TomlVersion.V10 : TomlVersion.V11);
        var problem = document.Problems[0];
        Assert.Equal(kind, problem.Kind);
        Assert.Equal(pointedAt, TomlText.Written(document, problem.Span));
        Assert.NotEmpty(problem.Message);
        Assert.NotEmpty(problem.Remedy);
        Assert.Equal(text, TomlText.Together(document));
    }

    [Fact]
    public void Every_kind_of_problem_has_a_case() =>
        Assert.Equal(Enum.GetValues<TomlProblemKind>(), Cases.Select(row => row.Data.Item1).Distinct().Order());

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_problem_in_their_place()
    {
        var document = TomlDocument.Parse(SourceFile.Decode("a.toml", [(byte)'a', (byte)'=', (byte)'\'', 0xc3, 0xa9, 0xff, (byte)'\'']), TomlVersion.V11);
        Assert.Equal([(TomlProblemKind.NotUnicode, 4)], document.Problems.Select(problem => (problem.Kind, problem.At)));
        Assert.Equal("é\ufffd", Assert.IsType<TomlValue.String>(document.Find("a")!.Value).Text);
        Assert.Empty(TomlDocument.Parse(SourceFile.Decode("a.toml", "a='\ufffd'"u8), TomlVersion.V11).Problems);
    }

    [Fact]
    public void Reading_goes_on_behind_each_problem()
    {
        var document = TomlText.Read("a b = 1\nc = 12px # d\ne = \"C:\\Users\\me\"\n[f\ng = 1\n[h]\ni = yes\nj = 1\n[h]\nk = [1 2, x]\n");
        Assert.Equal(
            ["IllegalKeyCharacter", "IllegalNumberCharacter", "IncompleteUnicodeEscape", "UnknownEscape", "UnclosedHeader", "InvalidValue", "DuplicateTable", "MissingComma", "InvalidValue"],
            document.Problems.Select(problem => problem.Kind.ToString()));
        Assert.Equal("{c:?,e:\"C:\\\\Users\\\\me\",h:{i:?,j:1}}", TomlText.Meaning(document.Root));
        Assert.Equal("{k:[1,2,?]}", TomlText.Meaning(document.Items.OfType<TomlItem.Header>().Last().Table));
    }

    [Theory]
    [InlineData("a = [\n  1,\n  2\nb = 3\n", "{b:3}")]
    [InlineData("a = [\n  1,\n\n[b]\nc = 3\n", "{b:{c:3}}")]
    [InlineData("a = \"\"\"\nsome text\nb = 3\n", "{b:3}")]
    [InlineData("a = { b = 1\n[c]\nd = 3\n", "{c:{d:3}}")]
    public void A_structure_that_is_left_open_does_not_hide_what_follows(string text, string meaning) =>
        Assert.Equal(meaning, TomlText.Meaning(TomlText.Read(text).Root));

    [Fact]
    public void An_integer_beyond_what_the_reader_keeps_is_a_problem()
    {
        var options = new TomlOptions(TomlVersion.V11, 100);
        Assert.Equal([false, true, true, false], new[] { "100", "101", "-101", "-100" }
            .Select(number => TomlDocument.Parse(new SourceFile("a", $"a = {number}"), options).Problems.Length == 1));
    }
}
