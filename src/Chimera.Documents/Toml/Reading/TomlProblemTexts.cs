namespace Chimera.Documents.Toml.Reading;

/// <summary>What a person reads about each kind of problem.</summary>
internal static class TomlProblemTexts
{
    public static TomlProblem Of(TomlProblemKind kind, TextSpan span, int at, string detail)
    {
        var (message, remedy) = Texts(kind, detail);
        return new TomlProblem(kind, span, at, message, remedy);
    }

    private static (string Message, string Remedy) Texts(TomlProblemKind kind, string detail) => kind switch
    {
        TomlProblemKind.NotUnicode => ("this is not UTF-8", "save the file as UTF-8"),
        TomlProblemKind.EmptyKey => ("a key has no name here", "write a name, or \"\" for the empty one"),
        TomlProblemKind.IllegalKeyCharacter =>
            ("this character cannot stand in a key", "put the key in quotes, or turn the line into a comment with '#'"),
        TomlProblemKind.MissingEquals =>
            ("a key is followed by '=' and a value; here is neither", "write key = value, or turn the line into a comment with '#'"),
        TomlProblemKind.UnclosedHeader => ("the table header is not closed", "close '[' with ']' and '[[' with ']]' on the same line"),
        TomlProblemKind.MultilineKey => ("a key cannot stand in three quotes", "use one quote on each side"),
        TomlProblemKind.DuplicateKey => ($"'{detail}' is defined already", "remove one of the two definitions, or merge them"),
        TomlProblemKind.DuplicateTable =>
            ($"'{detail}' is defined already, and not so that this header could add to it",
             "merge the tables under one header, or use [[…]] everywhere for a list"),
        TomlProblemKind.DottedIntoTable or TomlProblemKind.DottedIntoParent =>
            ($"'{detail}' is a table with a header, to which a dotted key cannot add", "write the key under that header"),
        TomlProblemKind.DuplicateInlineKey =>
            ($"'{detail}' is defined already in this inline table", "remove one of the two definitions, or merge them"),
        TomlProblemKind.TextAfterValue => ("the line should end here", "begin a new line, or put '#' before a comment"),
        TomlProblemKind.MissingValue => ("a value is missing here", "write a value, \"\" for the empty text"),
        TomlProblemKind.InvalidValue => ("this is no value", "put text in quotes; true, false, numbers and dates stand without"),
        TomlProblemKind.LeadingZero => ("a number cannot begin with a needless 0", "remove the 0, or put the value in quotes"),
        TomlProblemKind.MisplacedUnderscore => ("'_' can stand only between two digits", "remove it, or put the value in quotes"),
        TomlProblemKind.IllegalNumberCharacter => ("this character cannot stand in a number", "put the value in quotes"),
        TomlProblemKind.UnfinishedNumber =>
            ("the number ends where a digit should follow", "write the missing digits, or put the value in quotes"),
        TomlProblemKind.IntegerTooLarge => ("the integer is too large to be kept exactly", "write a smaller one, or put it in quotes"),
        TomlProblemKind.MalformedDate =>
            ("this is not how a date or time is written", "write it like 1979-05-27T07:32:00Z, or put it in quotes"),
        TomlProblemKind.NonexistentDate => ("there is no such date or time", "correct it, or put it in quotes"),
        TomlProblemKind.UnclosedString =>
            ("the string is not closed", "write the closing quote; text of several lines stands in three quotes"),
        TomlProblemKind.ControlInString =>
            ("a control character cannot stand in a string", "write it as an escape like \\u0000 between \"…\", or remove it"),
        TomlProblemKind.ControlInComment => ("a control character cannot stand in a comment", "remove it"),
        TomlProblemKind.UnknownEscape => ("there is no such escape", "write \\\\ for a backslash, or use '…', in which it needs no escape"),
        TomlProblemKind.IncompleteUnicodeEscape =>
            ("hexadecimal digits are missing", "write \\xHH, \\uHHHH or \\UHHHHHHHH, or \\\\ for a backslash"),
        TomlProblemKind.InvalidUnicodeEscape =>
            ("there is no such character", "write the number of a Unicode character, not of a surrogate"),
        TomlProblemKind.InvalidLineEscape =>
            ("a backslash before spaces must be the last thing on its line", "remove what follows, or write \\\\ for a backslash"),
        TomlProblemKind.UnclosedArray => ("the array is not closed", "write the missing ']'"),
        TomlProblemKind.UnclosedInlineTable => ("the inline table is not closed", "write the missing '}'"),
        TomlProblemKind.MissingComma when detail.Length > 0 => (detail, "write the missing closing bracket"),
        TomlProblemKind.MissingComma => ("a comma or the closing bracket is missing before this", "write it"),
        TomlProblemKind.TooDeep => ("this is nested too deeply", "use fewer levels"),
        TomlProblemKind.NeedsNewerToml => ($"TOML 1.0 does not have {detail}", "write it the older way, or have it read as TOML 1.1"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
