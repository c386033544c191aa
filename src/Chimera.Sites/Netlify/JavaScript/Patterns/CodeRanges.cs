using System.Globalization;
using System.Text;

namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>A set of code points, as the brackets of a regular expression list them.</summary>
internal sealed class CodeRanges
{
    private readonly List<(int From, int To)> _ranges = [];
    private readonly List<Predicate<int>> _properties = [];

    public static CodeRanges Digits { get; } = new CodeRanges().Add('0', '9');

    // ſ and K fold to s and k, so they are letters of words when letter case is ignored.
    public static CodeRanges Words { get; } = new CodeRanges().Add('0', '9').Add('A', 'Z').Add('a', 'z').Add('_', '_').Add(0x17f, 0x17f)
        .Add(0x212a, 0x212a);

    public static CodeRanges Spaces { get; } = new CodeRanges().Add(code => code <= char.MaxValue && JsText.IsWhiteSpace((char)code));

    public static CodeRanges LineEnds { get; } = new CodeRanges().Add('\n', '\n').Add('\r', '\r').Add(0x2028, 0x2029);

    public static CodeRanges Slash { get; } = new CodeRanges().Add('/', '/');

    public CodeRanges Add(int from, int to)
    {
        _ranges.Add((from, to));
        return this;
    }

    public CodeRanges Add(Predicate<int> property)
    {
        _properties.Add(property);
        return this;
    }

    public CodeRanges Add(CodeRanges other, bool negated) => negated ? Add(code => !other.Contains(code)) : Add(other.Contains);

    public bool Contains(int code) =>
        _ranges.Exists(range => code >= range.From && code <= range.To) || _properties.Exists(property => property(code));

    /// <summary>The property that <c>\p{…}</c> names: a general category, <c>Any</c>, <c>ASCII</c> or <c>Assigned</c>.</summary>
    /// <returns>Null when there is no such property, or it is one of the scripts and others that are not known here.</returns>
    public static CodeRanges? Property(string name)
    {
        var value = name.StartsWith("General_Category=", StringComparison.Ordinal)
            ? name[17..] : name.StartsWith("gc=", StringComparison.Ordinal) ? name[3..] : name;
        Predicate<int>? property = value switch
        {
            "Any" when value == name => _ => true,
            "ASCII" when value == name => code => code < 0x80,
            "Assigned" when value == name => code => Category(code) != UnicodeCategory.OtherNotAssigned,
            "L" or "Letter" => code => Category(code) <= UnicodeCategory.OtherLetter,
            "LC" or "Cased_Letter" => code => Category(code) <= UnicodeCategory.TitlecaseLetter,
            "Lu" or "Uppercase_Letter" => code => Category(code) == UnicodeCategory.UppercaseLetter,
            "Ll" or "Lowercase_Letter" => code => Category(code) == UnicodeCategory.LowercaseLetter,
            "N" or "Number" => code =>
                Category(code) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber,
            "Nd" or "Decimal_Number" or "digit" => code => Category(code) == UnicodeCategory.DecimalDigitNumber,
            "P" or "Punctuation" or "punct" => code =>
                Category(code) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation,
            "S" or "Symbol" => code => Category(code) is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol,
            "Z" or "Separator" => code => Category(code) is >= UnicodeCategory.SpaceSeparator and <= UnicodeCategory.ParagraphSeparator,
            _ => null,
        };
        return property is null ? null : new CodeRanges().Add(property);
    }

    private static UnicodeCategory Category(int code) =>
        Rune.IsValid(code) ? Rune.GetUnicodeCategory(new Rune(code)) : UnicodeCategory.Surrogate;
}
