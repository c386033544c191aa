namespace Chimera.Documents.Yaml;

/// <summary>A key of a map and its value.</summary>
/// <param name="Name">The key as text; a number or a boolean as it was written.</param>
public sealed record YamlEntry(string Name, YamlNode Key, YamlNode Value)
{
    /// <summary>Key and value. When the value is an alias, or left out, the key alone with its colon is not included.</summary>
    public TextSpan Span => Value.Span.Start < Key.Span.End ? Key.Span : TextSpan.FromTo(Key.Span.Start, Value.Span.End);
}
