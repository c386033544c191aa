using Chimera.Documents.Toml.Reading;

namespace Chimera.Documents.Toml;

/// <summary>
/// A value of a TOML document: one of the nested cases, a <see cref="TomlArray"/> or a <see cref="TomlTable"/>. Values are nodes of one
/// document; two are equal only when they are the same node.
/// </summary>
public abstract class TomlValue
{
    private protected TomlValue(TextSpan span) => Span = span;

    /// <summary>
    /// The value as written; of a table with a header the header, of a table that came to be through a path the name in it.
    /// </summary>
    public TextSpan Span { get; private protected set; }

    /// <summary>Text in one of the four kinds of quotes.</summary>
    public sealed class String : TomlValue
    {
        private readonly string _source;
        private string? _text;

        internal String(TextSpan span, string source, TomlQuotes quotes, bool plain)
            : base(span)
        {
            _source = source;
            Quotes = quotes;
            IsPlain = plain;
        }

        public TomlQuotes Quotes { get; }

        /// <summary>Without quotes, escapes resolved. Line breaks are as in the file.</summary>
        public string Text => _text ??= TomlStrings.Decode(_source, this);

        /// <summary>Whether no escape stands in it.</summary>
        internal bool IsPlain { get; }
    }

    public sealed class Integer : TomlValue
    {
        internal Integer(TextSpan span, long number)
            : base(span) => Number = number;

        public long Number { get; }
    }

    public sealed class Float : TomlValue
    {
        internal Float(TextSpan span, double number)
            : base(span) => Number = number;

        /// <summary>May be infinite or not a number.</summary>
        public double Number { get; }
    }

    public sealed class Boolean : TomlValue
    {
        internal Boolean(TextSpan span, bool isTrue)
            : base(span) => IsTrue = isTrue;

        public bool IsTrue { get; }
    }

    public sealed class OffsetDateTime : TomlValue
    {
        internal OffsetDateTime(TextSpan span, TomlDay day, TomlTime time, int offset)
            : base(span) => (Day, Time, OffsetMinutes) = (day, time, offset);

        public TomlDay Day { get; }

        public TomlTime Time { get; }

        /// <summary>Minutes east of UTC, -1439 to 1439.</summary>
        public int OffsetMinutes { get; }
    }

    public sealed class LocalDateTime : TomlValue
    {
        internal LocalDateTime(TextSpan span, TomlDay day, TomlTime time)
            : base(span) => (Day, Time) = (day, time);

        public TomlDay Day { get; }

        public TomlTime Time { get; }
    }

    public sealed class LocalDate : TomlValue
    {
        internal LocalDate(TextSpan span, TomlDay day)
            : base(span) => Day = day;

        public TomlDay Day { get; }
    }

    public sealed class LocalTime : TomlValue
    {
        internal LocalTime(TextSpan span, TomlTime time)
            : base(span) => Time = time;

        public TomlTime Time { get; }
    }

    /// <summary>Text that is no value; a problem says why.</summary>
    public sealed class Unreadable : TomlValue
    {
        internal Unreadable(TextSpan span)
            : base(span)
        {
        }
    }
}
