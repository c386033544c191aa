using System.Collections.Immutable;

namespace Chimera.Documents.Yaml;

/// <summary>A value in a YAML file, and the piece of the text that it is written in. An alias is the node it stands for.</summary>
/// <param name="Span">From its first character to the end of its last one; empty, after the colon, for a value that is left out.</param>
public abstract record YamlNode(TextSpan Span)
{
    /// <param name="Text">Quotes, escapes and folding resolved.</param>
    /// <param name="Plain">Written without quotes and not as a block.</param>
    /// <param name="Number">The value when it is one, else 0.</param>
    public sealed record Scalar(TextSpan Span, string Text, bool Plain, YamlType Type, double Number) : YamlNode(Span)
    {
        /// <summary>The value when it is a boolean.</summary>
        public bool IsTrue => Type == YamlType.Boolean && (Text[0] is 't' or 'T');
    }

    public sealed record List(TextSpan Span, ImmutableArray<YamlNode> Items, bool Flow) : YamlNode(Span);

    /// <param name="Entries">In the order written; no key twice.</param>
    public sealed record Map(TextSpan Span, ImmutableArray<YamlEntry> Entries, bool Flow) : YamlNode(Span)
    {
        public YamlEntry? Find(string key)
        {
            foreach (var entry in Entries)
            {
                if (entry.Name == key)
                    return entry;
            }

            return null;
        }

        public YamlNode? this[string key] => Find(key)?.Value;
    }
}
