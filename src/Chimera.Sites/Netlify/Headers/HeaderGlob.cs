using System.Text;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>
/// A header rule's path of literals and stars, matched without a regular expression: for paths of ASCII without line ends, which is what is
/// sent. Time is at most that of the path times that of the pattern.
/// </summary>
internal sealed class HeaderGlob
{
    private const char Anything = '\u0100';
    private const char AnyOne = '\u0101';

    private static readonly AsciiSet LineEnds = new("\n\r");

    private readonly string _units;

    private HeaderGlob(string units) => _units = units;

    public static bool IsFor(string folded) => Ascii.IsValid(folded) && !folded.AsSpan().ContainsAny(LineEnds);

    /// <param name="folded">The path, folded; <see cref="IsFor"/> holds of it. One slash more at its end is overlooked.</param>
    public bool IsMatch(ReadOnlySpan<char> folded) => Matches(folded) || (folded.EndsWith('/') && Matches(folded[..^1]));

    private bool Matches(ReadOnlySpan<char> text)
    {
        var (at, unit, star, resume) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (unit < _units.Length && _units[unit] == Anything)
            {
                (star, resume) = (unit++, at);
            }
            else if (unit < _units.Length && (_units[unit] == AnyOne || _units[unit] == text[at]))
            {
                unit++;
                at++;
            }
            else if (star >= 0)
            {
                // The last star takes one more; those before it need not be tried again.
                at = ++resume;
                unit = star + 1;
            }
            else
            {
                return false;
            }
        }

        while (unit < _units.Length && _units[unit] == Anything)
        {
            unit++;
        }

        return unit == _units.Length;
    }

    public sealed class Builder
    {
        private readonly StringBuilder _units = new();
        private bool _first = true;
        private bool _givenUp;

        /// <summary>The pattern has something else in it.</summary>
        public void Give() => _givenUp = true;

        /// <summary>A segment that is a star; its slash is optional.</summary>
        public void Anything()
        {
            _units.Append(HeaderGlob.Anything);
            _first = false;
        }

        /// <param name="dotIsAny">What stands beside a star is not escaped.</param>
        public void Segment(string part, bool dotIsAny)
        {
            var folded = HeaderPattern.Fold(part);
            _givenUp |= !Ascii.IsValid(folded);
            _units.Append('/');
            foreach (var c in folded)
            {
                _units.Append(c == '*' && dotIsAny ? HeaderGlob.Anything : c == '.' && dotIsAny ? AnyOne : c);
            }

            _first = false;
        }

        /// <returns>Null when it needs a regular expression.</returns>
        public HeaderGlob? Build() => _givenUp ? null : new HeaderGlob(_first ? "/" : _units.ToString());
    }
}
