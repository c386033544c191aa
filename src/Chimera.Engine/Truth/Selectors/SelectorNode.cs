namespace Chimera.Engine.Truth.Selectors;

/// <summary>A part of a selector. A closed set.</summary>
public abstract record SelectorNode
{
    private SelectorNode()
    {
    }

    public abstract bool Matches(SelectorSubject subject);

    internal abstract IEnumerable<Word> Words();

    public sealed record All : SelectorNode
    {
        public override bool Matches(SelectorSubject subject) => true;

        internal override IEnumerable<Word> Words() => [];
    }

    /// <param name="Pattern">Without the <c>@</c>; may hold <c>*</c> and <c>?</c>.</param>
    /// <param name="TagOnly">It was written with an <c>@</c>.</param>
    /// <param name="Column">Where it begins in the selector, from 1.</param>
    public sealed record Word(string Pattern, bool TagOnly, int Column) : SelectorNode
    {
        public override bool Matches(SelectorSubject subject)
        {
            ArgumentNullException.ThrowIfNull(subject);
            return subject.Tags.Any(tag => Glob.Matches(Pattern, tag)) || (!TagOnly && subject.Names.Any(name => Glob.Matches(Pattern, name)));
        }

        internal override IEnumerable<Word> Words() => [this];
    }

    public sealed record Not(SelectorNode Inner) : SelectorNode
    {
        public override bool Matches(SelectorSubject subject) => !Inner.Matches(subject);

        internal override IEnumerable<Word> Words() => Inner.Words();
    }

    public sealed record And(SelectorNode Left, SelectorNode Right) : SelectorNode
    {
        public override bool Matches(SelectorSubject subject) => Left.Matches(subject) && Right.Matches(subject);

        internal override IEnumerable<Word> Words() => Left.Words().Concat(Right.Words());
    }

    public sealed record Or(SelectorNode Left, SelectorNode Right) : SelectorNode
    {
        public override bool Matches(SelectorSubject subject) => Left.Matches(subject) || Right.Matches(subject);

        internal override IEnumerable<Word> Words() => Left.Words().Concat(Right.Words());
    }
}
