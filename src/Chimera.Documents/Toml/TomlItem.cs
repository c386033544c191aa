using System.Collections.Immutable;

namespace Chimera.Documents.Toml;

/// <summary>
/// A whole number of lines of a TOML text, line breaks included. The items of a document follow one another without a gap; their pieces of
/// the text put together are the text.
/// </summary>
public abstract class TomlItem
{
    private TomlItem(TextSpan span) => Span = span;

    /// <summary>From the start of its first line to the start of the next item.</summary>
    public TextSpan Span { get; }

    /// <summary>Comments on lines of their own, and blank lines, as many as follow one another.</summary>
    public sealed class Trivia : TomlItem
    {
        internal Trivia(TextSpan span)
            : base(span)
        {
        }
    }

    /// <summary><c>[a.b]</c> or <c>[[a.b]]</c>.</summary>
    public sealed class Header : TomlItem
    {
        internal Header(TextSpan span, TextSpan written, bool isArray, ImmutableArray<TomlKeyPart> key, TomlTable table)
            : base(span)
        {
            Written = written;
            IsArray = isArray;
            Key = key;
            Table = table;
        }

        /// <summary>From the first bracket to the last.</summary>
        public TextSpan Written { get; }

        /// <summary>Whether it is written in two brackets.</summary>
        public bool IsArray { get; }

        public ImmutableArray<TomlKeyPart> Key { get; }

        /// <summary>What the lines below it fill; when the header is a duplicate, a table that is not part of the tree.</summary>
        public TomlTable Table { get; }
    }

    /// <summary><c>a.b = value</c>, on one line or, with a value that has several, on more.</summary>
    public sealed class KeyLine : TomlItem
    {
        internal KeyLine(TextSpan span, ImmutableArray<TomlKeyPart> key, int equalsAt, TomlValue value, TomlTable table)
            : base(span)
        {
            Key = key;
            EqualsAt = equalsAt;
            Value = value;
            Table = table;
        }

        public ImmutableArray<TomlKeyPart> Key { get; }

        /// <summary>Where the '=' stands.</summary>
        public int EqualsAt { get; }

        public TomlValue Value { get; }

        /// <summary>The table of the header above, or the root.</summary>
        public TomlTable Table { get; }

        /// <summary>From the first name of the key to the end of the value.</summary>
        public TextSpan Written => TextSpan.FromTo(Key[0].Span.Start, Value.Span.End);
    }

    /// <summary>Lines that are nothing of the above; a problem says why.</summary>
    public sealed class Broken : TomlItem
    {
        internal Broken(TextSpan span)
            : base(span)
        {
        }
    }

}
