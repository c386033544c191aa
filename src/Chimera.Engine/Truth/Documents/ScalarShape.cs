using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Truth.Documents;

/// <summary>A single value written as text, in a document as well as in an environment variable or a flag.</summary>
/// <param name="noun">What a value is, to follow "is not": "a whole number from 0 to 10".</param>
/// <param name="parse">Reads the text; must accept any text without throwing.</param>
/// <param name="show">The value as it would be written.</param>
public sealed class ScalarShape<T>(string noun, Schema schema, Func<string, Parsed<T>> parse, Func<T, JsonNode?> show) : Shape<T>
{
    public string Noun => noun;

    public override Schema Schema => schema;

    public Parsed<T> Parse(string text) => parse(text);

    public override JsonNode? Show(T value) => show(value);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not ScalarNode { IsNull: false } scalar)
        {
            reading.WrongType(node, noun, $"write {noun}");
            return false;
        }

        return TryRead(scalar.Text, scalar.Place, reading, out value);
    }

    /// <summary>Reads text that comes from elsewhere than a document.</summary>
    public bool TryRead(string text, Place place, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(reading);
        switch (parse(text))
        {
            case Parsed<T>.Value { It: var it }:
                value = it;
                return true;
            case Parsed<T>.Wrong { Remedy: var remedy, Why: var why }:
                reading.Error("truth.bad-value", place, $"{reading.Subject}: {why ?? $"{reading.Quote(text)} is not {noun}"}", remedy);
                break;
        }

        value = default;
        return false;
    }
}
