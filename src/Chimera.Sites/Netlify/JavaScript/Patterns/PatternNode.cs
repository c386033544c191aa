using System.Collections.Immutable;

namespace Chimera.Sites.Netlify.JavaScript.Patterns;

/// <summary>A piece of a regular expression.</summary>
internal abstract record PatternNode
{
    /// <param name="Folded">A code point, folded.</param>
    internal sealed record Literal(int Folded) : PatternNode;

    internal sealed record Class(CodeRanges Ranges, bool Negated) : PatternNode;

    internal sealed record Sequence(ImmutableArray<PatternNode> Parts) : PatternNode;

    internal sealed record Choice(ImmutableArray<PatternNode> Ways) : PatternNode;

    /// <param name="Max">Null when there is no upper limit.</param>
    internal sealed record Repeat(PatternNode Part, int Min, int? Max) : PatternNode;

    internal sealed record Capture(PatternNode Part, int Number) : PatternNode;

    /// <param name="Name">Null when it is referred to by number.</param>
    internal sealed record BackReference(int Number, string? Name) : PatternNode;

    internal sealed record Start : PatternNode;

    internal sealed record End : PatternNode;

    internal sealed record WordBoundary(bool Negated) : PatternNode;

    internal sealed record Look(PatternNode Part, bool Behind, bool Negated) : PatternNode;
}
