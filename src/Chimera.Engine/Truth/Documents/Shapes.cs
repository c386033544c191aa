using System.Collections.Immutable;

namespace Chimera.Engine.Truth.Documents;

/// <summary>The shapes of which documents are put together. Scalars are in <see cref="Scalars"/>.</summary>
public static class Shapes
{
    /// <summary>A map with known keys. The lambda declares them and gathers their values; see <see cref="Fields"/>.</summary>
    public static Shape<T> Object<T>(Func<Fields, T> build) => new ObjectShape<T>(build);

    public static Shape<ImmutableArray<T>> List<T>(Shape<T> item) => new ListShape<T>(item, single: false);

    public static Shape<ImmutableArray<T>> OneOrMany<T>(Shape<T> item) => new ListShape<T>(item, single: true);

    /// <summary>A map with keys of the person's own choice.</summary>
    /// <param name="keyNoun">What a key is, one word in capitals: HOST.</param>
    /// <param name="key">What a key may be: a scalar with a pattern.</param>
    public static Shape<Table<T>> Map<T>(string keyNoun, ScalarShape<string> key, Shape<T> value) => new MapShape<T>(keyNoun, key, value);

    /// <summary>One of several objects, told apart by a key that only it has.</summary>
    public static Shape<T> ByKey<T>(params (string Key, Shape<T> Shape)[] cases) => new AlternativesShape<T>([.. cases]);

    /// <summary>A part whose messages do not repeat what is written: a secret may stand there by mistake.</summary>
    public static Shape<T> Quiet<T>(Shape<T> shape) => new QuietShape<T>(shape);

    /// <summary>A part that is only passed on.</summary>
    public static Shape<Node> Any(IDescribed described) => new AnyShape(described);
}
