using System.Collections.Frozen;
using System.Collections.Immutable;
using Chimera.Documents.Yaml;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>What a value in a Blueprint may be.</summary>
internal abstract record Shape
{
    /// <summary>As a person calls it: <c>a text</c>.</summary>
    public abstract string Name { get; }

    public sealed record Text : Shape
    {
        public override string Name => "a text";
    }

    public sealed record TextOrNumber : Shape
    {
        public override string Name => "a text or a number";
    }

    public sealed record Flag : Shape
    {
        public override string Name => "true or false";
    }

    /// <summary>A text out of a closed list.</summary>
    public sealed record Word(string Name, ImmutableArray<string> Allowed) : Shape
    {
        public override string Name { get; } = Name;
    }

    /// <summary>A whole number; both bounds are allowed.</summary>
    public sealed record Whole(double Least, double Most) : Shape
    {
        public override string Name => double.IsInfinity(Most) ? $"a whole number from {Least}" : $"a whole number from {Least} to {Most}";
    }

    public sealed record ListOf(Shape Item) : Shape
    {
        public override string Name => "a list";
    }

    /// <summary>A map.</summary>
    /// <param name="Closed">Other keys are refused.</param>
    /// <param name="OnlyMap">What is no map is refused; the schema forgot to say so in two places.</param>
    public sealed record Fields(
        string Name, FrozenDictionary<string, Shape> Known, ImmutableArray<string> Required, bool Closed = true, bool OnlyMap = true)
            : Shape
    {
        public override string Name { get; } = Name;
    }

    /// <summary>One of several maps.</summary>
    /// <param name="Meant">Which one a person had in mind, when what is written is none of them.</param>
    public sealed record Choice(string Name, ImmutableArray<Fields> Branches, Func<YamlNode, Fields> Meant) : Shape
    {
        public override string Name { get; } = Name;
    }
}
