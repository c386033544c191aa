using System.Globalization;
using System.Text;
using Chimera.Documents.Toml;

namespace Chimera.Sites.Netlify.Toml;

/// <summary>What smol-toml 1.9.1 says about a problem, and where it says it (its dist/*.js, each call of TomlError.x).</summary>
internal static class SmolErrors
{
    /// <summary>Null for what smol-toml does not mind.</summary>
    public static SmolError? Of(string text, TomlProblem problem) => problem.Kind switch
    {
        TomlProblemKind.NotUnicode or TomlProblemKind.DottedIntoParent => null,
        TomlProblemKind.NonexistentDate => SmolDates.Takes(text, problem.Span) ? null : new SmolError("invalid date", problem.At),
        _ => Known(text, problem),
    };

    /// <summary>The whole message: the text, and the line in question with its neighbours.</summary>
    public static string Message(string text, SmolError error)
    {
        var start = error.At == 0 ? 0 : text.LastIndexOf('\n', error.At - 1) + 1;
        var line = 1 + text.AsSpan(0, start).Count('\n');
        var column = error.At - start + 1;
        var width = (line + 1).ToString(CultureInfo.InvariantCulture).Length;
        var message = new StringBuilder("Invalid TOML document: ").Append(error.Text).Append("\n\n");
        if (line > 1)
            Append(message, text, text.LastIndexOf('\n', Math.Max(0, start - 2), Math.Max(0, start - 1)) + 1, line - 1, width);
        if (Append(message, text, start, line, width))
            message.Append(' ', width + column + 2).Append("^\n");
        var next = text.IndexOf('\n', start);
        if (next >= 0)
            Append(message, text, next + 1, line + 1, width);
        return message.ToString();
    }

    private static SmolError Known(string text, TomlProblem problem)
    {
        var (at, start) = (problem.At, problem.Span.Start);
        return problem.Kind switch
        {
            TomlProblemKind.EmptyKey => new(At(text, at) == '.' ? "illegal empty bare key" : "unexpected end of key", at),
            TomlProblemKind.IllegalKeyCharacter => new("illegal character in key", at),
            TomlProblemKind.UnclosedHeader when text[at - 1] == ']' => new("expected end of table array declaration", at),
            TomlProblemKind.MissingEquals or TomlProblemKind.UnclosedHeader => At(text, at) > 0
                ? new("illegal character in key", at)
                : new("incomplete key-value: cannot find end of key", start),
            TomlProblemKind.MultilineKey => new("illegal quoted key: multiline strings are not allowed", at),
            TomlProblemKind.DuplicateKey or TomlProblemKind.DuplicateTable or TomlProblemKind.DottedIntoTable =>
                new("trying to redefine an already defined table or value", at),
            TomlProblemKind.DuplicateInlineKey => new("trying to redefine an already defined value", at),
            TomlProblemKind.TextAfterValue => new("each key-value declaration must be followed by an end-of-line", at),
            TomlProblemKind.MissingValue or TomlProblemKind.InvalidValue => new("invalid value", InvalidValue(text, at)),
            TomlProblemKind.MalformedDate => new(SmolDates.Complaint(text, at), at),
            TomlProblemKind.UnclosedString when at >= text.Length => new("unfinished string", start),
            TomlProblemKind.UnclosedString or TomlProblemKind.ControlInString => new("control characters are not allowed in strings", at),
            TomlProblemKind.ControlInComment => new("control characters are not allowed in comments", at),
            TomlProblemKind.UnclosedArray => at == start ? new("unfinished array", at) : new("invalid value", at),
            TomlProblemKind.UnclosedInlineTable => at == start
                ? new("unfinished table", at)
                : new("incomplete key-value: cannot find end of key", at),
            TomlProblemKind.MissingComma => new("expected comma or end of structure", at),
            TomlProblemKind.TooDeep => new("document contains excessively nested structures. aborting.", at),
            _ => new(OfToken(problem.Kind), at),
        };
    }

    private static string OfToken(TomlProblemKind kind) => kind switch
    {
        TomlProblemKind.LeadingZero => "illegal leading zero",
        TomlProblemKind.MisplacedUnderscore => "illegal underscore",
        TomlProblemKind.IllegalNumberCharacter => "illegal character in numeric literal",
        TomlProblemKind.UnfinishedNumber => "unfinished numeric value",
        TomlProblemKind.IntegerTooLarge => "integer value cannot be represented losslessly",
        TomlProblemKind.UnknownEscape => "unrecognised escape sequence",
        TomlProblemKind.IncompleteUnicodeEscape => "invalid non-hex character in unicode escape",
        TomlProblemKind.InvalidUnicodeEscape => "invalid unicode escape",
        TomlProblemKind.InvalidLineEscape => "invalid escape: only line-ending whitespace may be escaped",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    // Taken for a time because of its colon, and given back one character too far.
    private static int InvalidValue(string text, int at) =>
        At(text, at + 2) == ':' && At(text, at) is not ('t' or 'f' or '+' or '-')
        && !(At(text, at + 4) == '-' && At(text, at + 7) == '-') ? at - 1 : at;

    private static int At(string text, int at) => (uint)at < (uint)text.Length ? text[at] : -1;

    /// <summary>Adds one line with its number, unless it is empty.</summary>
    private static bool Append(StringBuilder message, string text, int start, int number, int width)
    {
        var end = text.IndexOf('\n', start);
        var line = end < 0 ? text.AsSpan(start) : text.AsSpan(start, end - start - (end > start && text[end - 1] == '\r' ? 1 : 0));
        if (line.IsEmpty)
            return false;
        message.Append(number.ToString(CultureInfo.InvariantCulture).PadRight(width)).Append(":  ").Append(line).Append('\n');
        return true;
    }
}
