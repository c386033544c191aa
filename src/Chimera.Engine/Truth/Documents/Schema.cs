using System.Collections.Immutable;

namespace Chimera.Engine.Truth.Documents;

/// <summary>What a value may be, as data: what editors and the reference are told. A closed set.</summary>
public abstract record Schema
{
    private Schema()
    {
    }

    /// <param name="Noun">What the text is, for the reference: "a duration such as 10s".</param>
    /// <param name="Pattern">A regular expression (ECMA-262) that the whole text matches; null for any.</param>
    public sealed record Text(string Noun, string? Pattern = null) : Schema;

    public sealed record Integer(long Minimum, long Maximum) : Schema;

    public sealed record Boolean : Schema;

    /// <summary>One of a few words.</summary>
    public sealed record Choice(ImmutableArray<string> Values) : Schema;

    public sealed record Sequence(Schema Item) : Schema;

    /// <summary>A single value, or a list of them.</summary>
    public sealed record OneOrMany(Schema Item) : Schema;

    /// <summary>A map with keys of the person's own choice.</summary>
    /// <param name="KeyNoun">What a key is, one word in capitals: HOST.</param>
    public sealed record Map(string KeyNoun, string KeyPattern, Schema Value) : Schema;

    /// <summary>A map with known keys.</summary>
    /// <param name="ExactlyOneOf">Sets of keys of which exactly one must be there.</param>
    public sealed record Structure(ImmutableArray<SchemaField> Fields, ImmutableArray<ImmutableArray<string>> ExactlyOneOf) : Schema;

    /// <summary>One of several structures, told apart by a key that only it has.</summary>
    public sealed record Alternatives(ImmutableArray<Schema> Cases) : Schema;
}
