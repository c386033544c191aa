using System.Text;
using Chimera.Documents.Toml;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Documents.Tests.Toml;

/// <summary>Nothing that can be put into a file makes the reader crash, hang or lose a character; edits change what they say and nothing else.</summary>
public sealed class HostileTomlTests
{
    private const string Sample = "# site\n[build] # here\n  command = \"npm run \\\"x\\\"\"\n  publish='dist'\n\n[build.env]\nA.B = 1_0\nA.\"c d\" = 0x1F\n"
        + "[[redirects]]\nfrom = \"/*\"\nquery = { id = ':id', n = [1, 2.5e3, # c\n inf] }\n# of two\n[[redirects]]\nat = 1979-05-27T07:32:00Z\nt = 07:32:00.5\n"
        + "long = \"\"\"\na\\\n  b\"\"\"\nraw = '''\n'x' ''' # end\non = true\n";

    public static TheoryData<string> Units =>
    [
        "[", "{", "a=", "a={", "a=[", "a={a=", "a=[\n", "a={\n", "x=\"\"\"\n", "x='''\n", "a.", "[a.", "[[a]]\n", "[a]\n", "[a.b]\n", "a.b=1\n", "\"", "'", "\\", "\"\\u", "#", "\r", "\n", "\n#", " ", "1,",
        "a=[1,\n", "=", "]", "}", ",", "a=1 ", "a=2020-01-01 ", "\u0000", "\ud800", "é", "a=\"\\\n", "x=\"\"\"\\\n", "[a\n", "a={b=1,\n", "a=[[],", "0x", "1_", "a=1e", "]\n[",
    ];

    [Theory]
    [MemberData(nameof(Units))]
    public void Much_of_one_thing_ends(string unit)
    {
        var text = new StringBuilder();
        while (text.Length < 1 << 18)
            text.Append(unit);

        var document = TomlText.Read(text.ToString());

        Assert.Equal(document.Source.Text, TomlText.Together(document));
        Assert.True(document.Problems.Length <= TomlDocument.MaxProblems);
    }

    [Fact]
    public void A_thousand_levels_are_read_and_one_more_is_refused()
    {
        Assert.Empty(Nested(TomlDocument.MaxNesting).Problems);
        Assert.Equal(TomlProblemKind.TooDeep, Nested(TomlDocument.MaxNesting + 1).Problems.Single().Kind);
        Assert.Empty(Dotted(TomlDocument.MaxKeyParts).Problems);
        Assert.Equal(TomlProblemKind.TooDeep, Dotted(TomlDocument.MaxKeyParts + 1).Problems.Single().Kind);
        var path = string.Join('.', Enumerable.Repeat("a", TomlDocument.MaxKeyParts));
        Assert.Empty(TomlText.Read($"[{path}]\n{path} = 1").Problems);
        Assert.Equal(TomlProblemKind.TooDeep, TomlText.Read($"[{path}]\n{path} = []").Problems.Single().Kind);

        static TomlDocument Nested(int levels) => TomlText.Read("a = " + new string('[', levels) + new string(']', levels));
        static TomlDocument Dotted(int parts) => TomlText.Read(string.Join('.', Enumerable.Repeat("a", parts)) + " = 1");
    }

    [Fact]
    public void A_hundred_thousand_tables_are_read()
    {
        var document = TomlText.Clean(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"[[r]]\nfrom = {i}\n[t.k{i}]\n")));
        Assert.Equal(99_999, Assert.IsType<TomlValue.Integer>(document.Find("r", 99_999, "from")!.Value).Number);
        Assert.Equal(100_000, Assert.IsType<TomlTable>(document.Find("t")!.Value).Entries.Count);
    }

    [Fact]
    public void Reading_stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => TomlDocument.Parse(new SourceFile("a", Sample), TomlVersion.V11, stop.Token));
    }

    [Fact]
    public void Random_text_is_kept_whole() =>
        Prop.ForAll<string>(text => IsWhole(text ?? "")).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(300));

    [Fact]
    public void A_file_changed_at_random_is_kept_whole() =>
        Prop.ForAll(Mutated.ToArbitrary(), IsWhole).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Whatever_is_removed_nothing_else_changes() =>
        Holds((document, line, said) => (new TomlEditor(document).Remove(line), said.Where(one => one.Line != line).Select(one => one.Says)));

    [Fact]
    public void Whatever_is_set_nothing_else_changes() =>
        Holds((_, line, said) => (TomlEditor.SetValue(line.Value, "'%'"), said.Select(one => one.Line == line ? Says(line, "\"%\"") : one.Says)));

    [Fact]
    public void Whatever_is_added_nothing_else_changes() =>
        Holds((document, line, said) => (new TomlEditor(document).Insert(line.Table, "%", "'%'"), said.SelectMany(one =>
            one.Line is { } last && last.Table == line.Table && last == document.Items.OfType<TomlItem.KeyLine>().Last(other => other.Table == line.Table)
                ? [one.Says, "%:\"%\""]
                : new[] { one.Says })));

    /// <summary>For each line of many documents: an edit, and what the headers and lines must say afterwards; comments on lines of their own stay.</summary>
    private static void Holds(
        Func<TomlDocument, TomlItem.KeyLine, List<(TomlItem.KeyLine? Line, string Says)>, (IEnumerable<TextEdit> Edits, IEnumerable<string> Expected)> edit) =>
        Prop.ForAll(Mutated.ToArbitrary(), text =>
        {
            var document = TomlText.Read(text);
            if (!document.Problems.IsEmpty)
                return;
            var said = Said(document);
            foreach (var line in document.Items.OfType<TomlItem.KeyLine>())
            {
                var (edits, expected) = edit(document, line, said);
                var changed = TomlText.Clean(TextEdit.Apply(text, edits));
                Assert.Equal(expected, Said(changed).Select(one => one.Says));
                Assert.Superset(Comments(document).ToHashSet(StringComparer.Ordinal), Comments(changed).ToHashSet(StringComparer.Ordinal));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    private static List<(TomlItem.KeyLine? Line, string Says)> Said(TomlDocument document) => [.. document.Items.Where(item => item is TomlItem.Header or TomlItem.KeyLine).Select(item =>
        item is TomlItem.KeyLine line ? (line, Says(line, TomlText.Meaning(line.Value))) : ((TomlItem.KeyLine?)null, TomlText.Written(document, ((TomlItem.Header)item).Written)))];

    private static string Says(TomlItem.KeyLine line, string meaning) => $"{string.Join('.', line.Key.Select(part => part.Name))}:{meaning}";

    private static Gen<string> Mutated =>
        from count in Gen.Choose(1, 3)
        from edits in Gen.ArrayOf(Edit, count)
        select edits.Aggregate(Sample, (text, edit) => edit(text));

    private static Gen<Func<string, string>> Edit =>
        from at in Gen.Choose(0, Sample.Length)
        from length in Gen.Choose(0, 5)
        from put in Gen.Elements("", "\n", "\r\n", "\t", "=", "[", "]", "[[", "]]", "{", "}", "'", "\"", "\"\"\"", "#", "\\", ".", ",", "0", "_", "a", "a = 1\n", "[a]\n", "[[b]]\n", "\ufeff", "\u0001", "é")
        select (Func<string, string>)(text => text[..Math.Min(at, text.Length)] + put + text[Math.Min(text.Length, at + length)..]);

    private static bool IsWhole(string text)
    {
        var document = TomlText.Read(text);
        return TomlText.Together(document) == text && document.Problems.All(problem => problem.Span.Start >= 0 && problem.Span.End <= text.Length && problem.At <= text.Length);
    }

    private static IEnumerable<string> Comments(TomlDocument document) => document.Items.OfType<TomlItem.Trivia>()
        .SelectMany(item => TomlText.Written(document, item.Span).Split('\n')).Select(line => line.Trim()).Where(line => line.StartsWith('#'));
}
