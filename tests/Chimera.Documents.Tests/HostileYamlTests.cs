using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Documents.Tests;

/// <summary>Nothing that can be put into a file makes the reader crash or hang. </summary>
public sealed class HostileYamlTests
{
    private const string Sample = "version: 1\nrollout: {canary: 1, stagger: 0s}\nfleet:\n  hosts:\n    web1: {address: 10.0.0.1, tags: [web, 'eu']}\n"
        + "  systems:\n    web:\n      flake: \".#a.{host}\"\n      on: web\n      health:\n        - command: |\n            a\n            b\n";

    public static TheoryData<string> Units => ["[", "{", "- ", "? ", "a: ", "{a: ", "[[],", "'", "\"", "&a ", "*a ", "!a ", "!<a", "|\n", "# ", " ", "\n", "a\n", "a: 1\n", "%a\n", "---\n", "...\n", ":", ",", "]", "}", "\t", "\\", "\"\\u", "- - ", "? - ", "a:\n "];

    [Theory]
    [MemberData(nameof(Units))]
    public void A_megabyte_of_one_thing_ends(string unit)
    {
        var text = new StringBuilder();
        while (text.Length < 1 << 20)
            text.Append(unit);

        var read = Reading.Of(text.ToString());

        Assert.True(read.Root is not null || read.Errors.Length > 0);
    }

    [Fact]
    public void Errors_without_end_are_cut_off() =>
        Assert.Equal(101, Reading.Of(string.Concat(Enumerable.Repeat("a: 1\n", 100_000))).Errors.Length);

    [Fact]
    public void A_hundred_levels_are_read_and_one_more_is_refused()
    {
        Assert.Empty(Reading.Of(Nested(YamlReader.MaxDepth)).Errors);
        Assert.Contains("more than 100 levels deep", Assert.Single(Reading.Of(Nested(YamlReader.MaxDepth + 1)).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_above_the_limit_is_refused() =>
        Assert.Equal(["chimera.yaml yaml.too-large the file is larger than 2 MiB"], Reading.Of(new byte[YamlReader.MaxBytes + 1]).Errors);

    [Fact]
    public void Random_bytes_never_throw() =>
        Prop.ForAll<byte[]>(bytes => Told(Reading.Of(bytes))).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(400));

    [Fact]
    public void A_file_changed_at_random_never_throws() =>
        Prop.ForAll(Mutated.ToArbitrary(), text => Told(Reading.Of(text))).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    private static Gen<string> Mutated =>
        from count in Gen.Choose(1, 4)
        from edits in Gen.ArrayOf(Edit, count)
        select edits.Aggregate(Sample, (text, edit) => edit(text));

    private static Gen<Func<string, string>> Edit =>
        from at in Gen.Choose(0, Sample.Length)
        from length in Gen.Choose(0, 5)
        from put in Gen.Elements("", "\n", "\t", ":", ": ", "- ", "{", "}", "[", "]", "'", "\"", "&a", "*a", "!!x ", "|", ">", "#", "%", "\\", "\u2028", "? ", "<<: ", "...", "---", "0", ",")
        select (Func<string, string>)(text => Replace(text, at, length, put));

    private static string Replace(string text, int at, int length, string put)
    {
        var start = Math.Min(at, text.Length);
        return text[..start] + put + text[Math.Min(text.Length, start + length)..];
    }

    private static bool Told(Reading read) => read.Root is not null || read.Errors.Length > 0;

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
