using System.Globalization;
using System.Text;

namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>Reads what begins with a backslash, what stands in brackets, and the names of groups.</summary>
internal sealed class PatternEscapes(PatternText text)
{
    /// <summary>An escape outside brackets that is neither an assertion nor a reference.</summary>
    public PatternNode Atom()
    {
        text.Advance();
        if (text.Current == PatternText.AtEnd)
        {
            throw new PatternSyntaxException("\\ at end of pattern");
        }

        if (text.Current == '0' && text.Next is >= '0' and <= '9')
        {
            throw new PatternSyntaxException("Invalid decimal escape");
        }

        return ClassEscape(inClass: false) is var (ranges, negated) && ranges is not null
            ? new PatternNode.Class(ranges, negated)
            : new PatternNode.Literal(CaseFolding.Fold(Character(inClass: false)));
    }

    public PatternNode Class()
    {
        text.Advance();
        var negated = text.Current == '^';
        if (negated)
        {
            text.Advance();
        }

        var ranges = new CodeRanges();
        while (text.Current is not (']' or PatternText.AtEnd))
        {
            var first = ClassAtom(ranges);
            if (text.Current != '-')
            {
                AddOne(ranges, first);
                continue;
            }

            text.Advance();
            if (text.Current is ']' or PatternText.AtEnd)
            {
                AddOne(ranges, first);
                ranges.Add('-', '-');
                break;
            }

            var second = ClassAtom(ranges);
            if (first is null || second is null)
            {
                throw new PatternSyntaxException("Invalid character class");
            }

            if (first > second)
            {
                throw new PatternSyntaxException("Range out of order in character class");
            }

            ranges.Add(first.Value, second.Value);
        }

        if (text.Current == PatternText.AtEnd)
        {
            throw new PatternSyntaxException("Unterminated character class");
        }

        text.Advance();
        return new PatternNode.Class(ranges, negated);
    }

    /// <summary>What stands between the angle brackets of a group, the closing one included.</summary>
    public string GroupName()
    {
        var name = new StringBuilder();
        while (true)
        {
            var code = text.Take();
            if (code == '\\' && text.Current == 'u')
            {
                text.Advance();
                code = text.TryUnicode() ?? throw new PatternSyntaxException("Invalid Unicode escape");
            }
            else if (code == '>' && name.Length > 0)
            {
                return name.ToString();
            }

            if (!Rune.IsValid(code) || !IsNameCharacter(new Rune(code), first: name.Length == 0))
            {
                throw new PatternSyntaxException("Invalid capture group name");
            }

            name.Append(new Rune(code).ToString());
        }
    }

    /// <returns>Null when the atom is a class, which is then added to the ranges already.</returns>
    private int? ClassAtom(CodeRanges ranges)
    {
        if (text.Current != '\\')
        {
            return text.Take();
        }

        text.Advance();
        switch (text.Current)
        {
            case 'b':
                text.Advance();
                return '\b';
            case '-':
                return text.Take();
            case PatternText.AtEnd:
                throw new PatternSyntaxException("\\ at end of pattern");
            default:
                if (ClassEscape(inClass: true) is var (escaped, negated) && escaped is not null)
                {
                    ranges.Add(escaped, negated);
                    return null;
                }

                return Character(inClass: true);
        }
    }

    private static void AddOne(CodeRanges ranges, int? code)
    {
        if (code is { } one)
        {
            ranges.Add(one, one);
        }
    }

    /// <summary><c>\d</c> and its like; the backslash has been read.</summary>
    private (CodeRanges? Ranges, bool Negated) ClassEscape(bool inClass)
    {
        var letter = text.Current;
        switch (letter)
        {
            case 'd' or 'D':
                text.Advance();
                return (CodeRanges.Digits, letter == 'D');
            case 's' or 'S':
                text.Advance();
                return (CodeRanges.Spaces, letter == 'S');
            case 'w' or 'W':
                text.Advance();
                return (CodeRanges.Words, letter == 'W');
            case 'p' or 'P':
                text.Advance();
                return (Property() ?? throw new PatternSyntaxException(inClass
                    ? "Invalid property name in character class" : "Invalid property name"), letter == 'P');
            default:
                return (null, false);
        }
    }

    private CodeRanges? Property()
    {
        if (text.Take() != '{')
        {
            return null;
        }

        var name = new StringBuilder();
        while (text.Current != '}')
        {
            if (text.Current is PatternText.AtEnd or > 'z')
            {
                return null;
            }

            name.Append((char)text.Take());
        }

        text.Advance();
        return CodeRanges.Property(name.ToString());
    }

    /// <summary>An escape for one character; the backslash has been read.</summary>
    private int Character(bool inClass)
    {
        var code = text.Take();
        switch (code)
        {
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'c':
                return text.Current is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')
                    ? text.Take() & 0x1f : throw new PatternSyntaxException("Invalid Unicode escape");
            case '0' when text.Current is not (>= '0' and <= '9'):
                return 0;
            case >= '0' and <= '9':
                throw new PatternSyntaxException(inClass ? "Invalid class escape" : "Invalid decimal escape");
            case 'x':
                return text.TryHex(2) ?? throw new PatternSyntaxException("Invalid escape");
            case 'u':
                return text.TryUnicode() ?? throw new PatternSyntaxException("Invalid Unicode escape");
            case '^' or '$' or '\\' or '.' or '*' or '+' or '?' or '(' or ')' or '[' or ']' or '{' or '}' or '|' or '/':
                return code;
            default:
                throw new PatternSyntaxException("Invalid escape");
        }
    }

    private static bool IsNameCharacter(Rune rune, bool first) =>
        rune.Value is '$' or '_'
        || Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
        || (!first && (rune.Value is 0x200c or 0x200d || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));
}
