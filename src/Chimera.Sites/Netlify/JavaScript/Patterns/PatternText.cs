namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>A pattern, read code point by code point.</summary>
internal sealed class PatternText(string pattern)
{
    public const int AtEnd = -1;

    /// <summary>V8's limit.</summary>
    public const int MaxCaptures = 1 << 16;

    private int _position;
    private int? _captureCount;

    public int Current => CodeAt(_position);

    public int Next => _position < pattern.Length ? CodeAt(_position + LengthAt(_position)) : AtEnd;

    public void Advance() => _position += _position < pattern.Length ? LengthAt(_position) : 0;

    public int Take()
    {
        var code = Current;
        Advance();
        return code;
    }

    /// <summary>Reads <c>{1}</c>, <c>{1,}</c> or <c>{1,2}</c>; anything else is left where it is.</summary>
    public bool TryInterval(out int min, out int? max)
    {
        var start = _position;
        Advance();
        max = null;
        if (TryNumber(out min))
        {
            if (Current == '}')
            {
                Advance();
                max = min;
                return true;
            }

            if (Take() == ',')
            {
                if (Current == '}')
                {
                    Advance();
                    return true;
                }

                _ = TryNumber(out var upper);
                if (Take() == '}')
                {
                    max = upper;
                    return true;
                }
            }
        }

        _position = start;
        return false;
    }

    /// <summary>A number of hexadecimal digits; what is not one is left where it is.</summary>
    public int? TryHex(int digits)
    {
        var start = _position;
        var value = 0;
        for (var count = 0; count < digits; count++)
        {
            if (Digit(Current) is not { } digit)
            {
                _position = start;
                return null;
            }

            value = (value << 4) | digit;
            Advance();
        }

        return value;
    }

    /// <summary>What follows <c>\u</c>: four digits, twice for a surrogate pair, or any number in braces.</summary>
    public int? TryUnicode()
    {
        var start = _position;
        if (Current == '{')
        {
            Advance();
            var value = 0;
            var any = false;
            while (Digit(Current) is { } digit && value <= 0x10ffff)
            {
                value = (value << 4) | digit;
                any = true;
                Advance();
            }

            if (any && value <= 0x10ffff && Take() == '}')
            {
                return value;
            }

            _position = start;
            return null;
        }

        if (TryHex(4) is not { } first)
        {
            return null;
        }

        var afterFirst = _position;
        if (first is >= 0xd800 and < 0xdc00 && Take() == '\\' && Take() == 'u' && TryHex(4) is >= 0xdc00 and < 0xe000 and var second)
        {
            return char.ConvertToUtf32((char)first, (char)second);
        }

        _position = afterFirst;
        return first;
    }

    /// <summary>How many groups of the whole pattern capture.</summary>
    public int CaptureCount()
    {
        if (_captureCount is { } known)
        {
            return known;
        }

        var count = 0;
        var inClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '\\':
                    at++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass:
                    var special = at + 1 < pattern.Length && pattern[at + 1] == '?';
                    var named = special && at + 3 < pattern.Length && pattern[at + 2] == '<' && pattern[at + 3] is not ('=' or '!');
                    count += !special || named ? 1 : 0;
                    break;
                default:
                    break;
            }
        }

        _captureCount = count;
        return count;
    }

    private bool TryNumber(out int number)
    {
        number = 0;
        var any = false;
        while (Current is >= '0' and <= '9' and var digit)
        {
            number = (int)Math.Min(((long)number * 10) + (digit - '0'), int.MaxValue);
            any = true;
            Advance();
        }

        return any;
    }

    private int LengthAt(int at) =>
        char.IsHighSurrogate(pattern[at]) && at + 1 < pattern.Length && char.IsLowSurrogate(pattern[at + 1]) ? 2 : 1;

    private int CodeAt(int at) =>
        at >= pattern.Length ? AtEnd : LengthAt(at) == 2 ? char.ConvertToUtf32(pattern[at], pattern[at + 1]) : pattern[at];

    private static int? Digit(int code) => code switch
    {
        >= '0' and <= '9' => code - '0',
        >= 'a' and <= 'f' => code - 'a' + 10,
        >= 'A' and <= 'F' => code - 'A' + 10,
        _ => null,
    };
}
