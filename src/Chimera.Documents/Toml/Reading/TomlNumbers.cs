using System.Globalization;

namespace Chimera.Documents.Toml.Reading;

/// <summary>Integers and floats.</summary>
internal static class TomlNumbers
{
    public static bool IsDigit(int c) => c is >= '0' and <= '9';

    /// <summary>Reads a number; null when it is none, which was reported then.</summary>
    /// <param name="close">The bracket that ends the structure around it, or -1.</param>
    public static TomlValue? Read(TomlReading reading, int close)
    {
        var start = reading.At;
        if (reading[start] is '+' or '-')
            reading.At++;
        var first = reading.At;
        switch (reading[first])
        {
            case 'i' when reading[first + 1] == 'n' && reading[first + 2] == 'f':
                return Special(reading, start, reading[start] == '-' ? double.NegativeInfinity : double.PositiveInfinity);
            case 'n' when reading[first + 1] == 'a' && reading[first + 2] == 'n':
                return Special(reading, start, double.NaN);
            case '0' when first == start && reading[first + 1] is 'x' or 'o' or 'b':
                return TomlPrefixedIntegers.Read(reading, close);
            case '0' when !(reading[first + 1] is '.' or 'e' or 'E' || Ends(reading, first + 1, close)):
                return Refuse(reading, TomlProblemKind.LeadingZero, start);
            case >= '0' and <= '9':
                return Decimal(reading, start, close);
            default:
                return Refuse(reading, TomlProblemKind.InvalidValue, start);
        }
    }

    public static bool Ends(TomlReading reading, int at, int close) =>
        reading[at] is var c && (c is -1 or ' ' or '\t' or '\n' or '\r' or '#' || (close >= 0 && (c == close || c == ',')));

    public static TomlValue? Refuse(TomlReading reading, TomlProblemKind kind, int at)
    {
        reading.Report(kind, reading.Character(at), at);
        return null;
    }

    public static TomlValue? Integer(TomlReading reading, int start, long number, bool fits)
    {
        var span = TextSpan.FromTo(start, reading.At);
        var largest = reading.Options.LargestInteger;
        if (fits && number <= largest && (number >= -largest || largest == long.MaxValue))
            return new TomlValue.Integer(span, number);
        reading.Report(TomlProblemKind.IntegerTooLarge, span, start);
        return new TomlValue.Unreadable(span);
    }

    private static TomlValue.Float Special(TomlReading reading, int start, double number)
    {
        reading.At += 3;
        return new TomlValue.Float(TextSpan.FromTo(start, reading.At), number);
    }

    private static TomlValue? Decimal(TomlReading reading, int start, int close)
    {
        var isFloat = false;
        var underscores = false;
        var digits = true;
        var last = '0';
        var canHaveDot = true;
        var canHaveExponent = true;
        for (reading.At++; !Ends(reading, reading.At, close); reading.At++)
        {
            var c = (char)reading[reading.At];
            if (c == '_')
            {
                if (!digits)
                    return Refuse(reading, TomlProblemKind.MisplacedUnderscore, reading.At);
                underscores = true;
            }
            else if (digits && ((c == '.' && canHaveDot) || (c is 'e' or 'E' && canHaveExponent)))
            {
                isFloat = true;
                canHaveDot = false;
                canHaveExponent = c == '.';
            }
            else if (!IsDigit(c) && !(c is '+' or '-' && last is 'e' or 'E'))
            {
                return Refuse(reading, TomlProblemKind.IllegalNumberCharacter, reading.At);
            }

            digits = IsDigit(c);
            last = c;
        }

        if (!digits)
            return Refuse(reading, TomlProblemKind.UnfinishedNumber, start);
        var written = reading.Text.AsSpan(start, reading.At - start);
        if (underscores)
            written = written.ToString().Replace("_", "", StringComparison.Ordinal);
        if (isFloat)
        {
            var real = double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture);
            return new TomlValue.Float(TextSpan.FromTo(start, reading.At), real);
        }

        var fits = long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return Integer(reading, start, number, fits);
    }
}
