namespace Chimera.Documents.Toml.Reading;

/// <summary>Integers with 0x, 0o or 0b in front.</summary>
internal static class TomlPrefixedIntegers
{
    public static TomlValue? Read(TomlReading reading, int close)
    {
        var start = reading.At;
        var bits = reading[start + 1] switch { 'x' => 4, 'o' => 3, _ => 1 };
        var digits = false;
        var number = 0L;
        var fits = true;
        for (reading.At += 2; !TomlNumbers.Ends(reading, reading.At, close); reading.At++)
        {
            var c = reading[reading.At];
            if (c == '_')
            {
                if (!digits)
                    return TomlNumbers.Refuse(reading, TomlProblemKind.MisplacedUnderscore, reading.At);
                digits = false;
                continue;
            }

            var digit = Digit(c);
            if (digit < 0 || digit >= 1 << bits)
                return TomlNumbers.Refuse(reading, TomlProblemKind.IllegalNumberCharacter, reading.At);
            digits = true;
            fits &= number <= long.MaxValue >> bits;
            number = (number << bits) | (uint)digit;
        }

        return digits
            ? TomlNumbers.Integer(reading, start, number, fits)
            : TomlNumbers.Refuse(reading, TomlProblemKind.UnfinishedNumber, reading.At);
    }

    private static int Digit(int c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
