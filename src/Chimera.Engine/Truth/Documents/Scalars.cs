using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Chimera.Engine.Truth.Documents;

/// <summary>The shapes of single values.</summary>
public static class Scalars
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static readonly ScalarShape<bool> Boolean = new("true or false", new Schema.Boolean(), ParseBoolean, value => value);

    /// <summary>Any text, several lines of it too, but not none.</summary>
    public static readonly ScalarShape<string> Text = Words("text", text => !text.Contains('\0', StringComparison.Ordinal));

    /// <summary>One line of text without control characters, and not none.</summary>
    public static readonly ScalarShape<string> Line = Words("one line of text", text => !text.Any(char.IsControl));

    /// <summary>As <see cref="Line"/>, or nothing.</summary>
    public static readonly ScalarShape<string> LineOrNothing = new(
        "one line of text, or nothing",
        new Schema.Text("one line of text, or nothing"),
        text => text.Any(char.IsControl) ? new Parsed<string>.Wrong("write one line of text, or nothing") : new Parsed<string>.Value(text),
        text => text);

    /// <summary>Spans of at least a millisecond's grain: <c>250ms</c>, <c>10s</c>, <c>1h30m</c>.</summary>
    public static readonly ScalarShape<TimeSpan> Duration = new(
        Durations.Noun, new Schema.Text(Durations.Noun, Durations.Pattern), Durations.Parse, span => Durations.Write(span));

    /// <summary>As <see cref="Duration"/>, but not zero.</summary>
    public static readonly ScalarShape<TimeSpan> Timeout = new(
        Durations.Noun,
        new Schema.Text(Durations.Noun, Durations.Pattern),
        text => Durations.Parse(text) is Parsed<TimeSpan>.Value { It.Ticks: 0 }
            ? new Parsed<TimeSpan>.Wrong("write a duration above zero", "a time limit of zero leaves no time at all")
            : Durations.Parse(text),
        span => Durations.Write(span));

    /// <summary>A size in bytes: <c>4GiB</c>, <c>512MiB</c>, <c>1000</c>.</summary>
    public static readonly ScalarShape<long> Bytes = new(
        ByteSizes.Noun, new Schema.Text(ByteSizes.Noun, ByteSizes.Pattern), ByteSizes.Parse, size => ByteSizes.Write(size));

    /// <summary>A whole number between the limits, both included.</summary>
    public static ScalarShape<int> Count(int minimum, int maximum)
    {
        var noun = minimum == maximum ? $"{minimum}" : $"a whole number from {minimum} to {maximum}";
        return new ScalarShape<int>(noun, new Schema.Integer(minimum, maximum), Parse, value => value);

        // No leading zeros: YAML 1.1 reads 010 as 8, YAML 1.2 as 10.
        Parsed<int> Parse(string text) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= minimum && value <= maximum && text == value.ToString(CultureInfo.InvariantCulture)
                    ? new Parsed<int>.Value(value)
                    : new Parsed<int>.Wrong($"write {noun}");
    }

    /// <summary>Text that a regular expression matches as a whole.</summary>
    /// <param name="pattern">Without anchors; of the subset that .NET and ECMA-262 read alike.</param>
    /// <param name="remedy">What would be right, as an instruction.</param>
    /// <param name="reserved">Words that match and are refused all the same.</param>
    public static ScalarShape<string> Pattern(string noun, string pattern, string remedy, params string[] reserved)
    {
        // Most runs read few of these, and each is dear to build.
        var regex = new Lazy<Regex>(() => new Regex($"\\A(?:{pattern})\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience));
        return new ScalarShape<string>(noun, new Schema.Text(noun, pattern), Parse, text => text);

        Parsed<string> Parse(string text) =>
            reserved.Contains(text) ? new Parsed<string>.Wrong("choose another name", $"{Wording.Quote(text)} is a word of the selector language")
            : regex.Value.IsMatch(text) ? new Parsed<string>.Value(text)
            : new Parsed<string>.Wrong(remedy);
    }

    /// <summary>One of a few words.</summary>
    public static ScalarShape<T> Choice<T>(params (string Word, T Value)[] cases)
        where T : notnull
    {
        ImmutableArray<string> words = [.. cases.Select(one => one.Word)];
        var either = Wording.Either(words);
        return new ScalarShape<T>(either, new Schema.Choice(words), Parse, value => cases.First(one => one.Value.Equals(value)).Word);

        Parsed<T> Parse(string text) => Array.FindIndex(cases, one => one.Word == text) is var index and >= 0
            ? new Parsed<T>.Value(cases[index].Value)
            : new Parsed<T>.Wrong(Nearest.Hint(text, words, $"write {either}"));
    }

    private static ScalarShape<string> Words(string noun, Func<string, bool> accept) => new(
        noun,
        new Schema.Text(noun),
        text => text.Length > 0 && accept(text) ? new Parsed<string>.Value(text) : new Parsed<string>.Wrong($"write {noun}"),
        text => text);

    private static Parsed<bool> ParseBoolean(string text) => text switch
    {
        "true" => new Parsed<bool>.Value(true),
        "false" => new Parsed<bool>.Value(false),
        _ => new Parsed<bool>.Wrong(text.ToLowerInvariant() switch
        {
            "yes" or "on" or "y" or "true" or "1" => "write true",
            "no" or "off" or "n" or "false" or "0" => "write false",
            _ => "write true or false",
        }),
    };
}
