namespace Chimera.Documents.Toml;

/// <summary>What can be wrong with a TOML text.</summary>
public enum TomlProblemKind
{
    /// <summary>Bytes that are not UTF-8, or half a surrogate pair.</summary>
    NotUnicode,

    /// <summary>A key where a name is missing: nothing before '=' or ']', or between two dots.</summary>
    EmptyKey,

    /// <summary>A character that no bare key has, or text between a key and its '='.</summary>
    IllegalKeyCharacter,

    /// <summary>A key that ends without '='.</summary>
    MissingEquals,

    /// <summary>A table header that ends without its bracket or brackets.</summary>
    UnclosedHeader,

    /// <summary>A key in three quotes.</summary>
    MultilineKey,

    /// <summary>A key written twice, or one that is a value and a table.</summary>
    DuplicateKey,

    /// <summary>A header for a table or value that is there already.</summary>
    DuplicateTable,

    /// <summary>A dotted key that reaches into a table that has a header.</summary>
    DottedIntoTable,

    /// <summary>A dotted key that reaches into a table that exists only because a header [[…]] goes through it.</summary>
    DottedIntoParent,

    /// <summary>A key written twice in an inline table, or one that is a value and a table.</summary>
    DuplicateInlineKey,

    /// <summary>Something after a value or a header on the same line.</summary>
    TextAfterValue,

    /// <summary>Nothing where a value should stand.</summary>
    MissingValue,

    /// <summary>Text that begins like no value.</summary>
    InvalidValue,

    /// <summary>A number with a needless 0 in front.</summary>
    LeadingZero,

    /// <summary>A '_' that does not stand between two digits.</summary>
    MisplacedUnderscore,

    /// <summary>A character that does not belong into a number.</summary>
    IllegalNumberCharacter,

    /// <summary>A number that ends where a digit should follow.</summary>
    UnfinishedNumber,

    /// <summary>An integer outside of what can be kept.</summary>
    IntegerTooLarge,

    /// <summary>Something that begins like a date or time and is not written as one.</summary>
    MalformedDate,

    /// <summary>A date or time written well that does not exist: a 30th of February, 24 o'clock, an offset of 24 hours.</summary>
    NonexistentDate,

    /// <summary>A string without its closing quote.</summary>
    UnclosedString,

    /// <summary>A control character in a string.</summary>
    ControlInString,

    /// <summary>A control character in a comment.</summary>
    ControlInComment,

    /// <summary>A backslash before a character that has no escape.</summary>
    UnknownEscape,

    /// <summary>\x, \u or \U without all its hexadecimal digits.</summary>
    IncompleteUnicodeEscape,

    /// <summary>\u or \U with a number that is no Unicode scalar value.</summary>
    InvalidUnicodeEscape,

    /// <summary>A backslash and spaces that no line break follows.</summary>
    InvalidLineEscape,

    /// <summary>An array that ends where a value or ']' should follow.</summary>
    UnclosedArray,

    /// <summary>An inline table that ends where a key or '}' should follow.</summary>
    UnclosedInlineTable,

    /// <summary>Neither a comma nor the closing bracket after a value.</summary>
    MissingComma,

    /// <summary>More levels than are read.</summary>
    TooDeep,

    /// <summary>Something that TOML 1.1 has and TOML 1.0 has not.</summary>
    NeedsNewerToml,
}
