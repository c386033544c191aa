using System.Collections.Immutable;

namespace Chimera.Engine.Truth.Selectors;

/// <summary>
/// Chooses targets: <c>web and not (eu or @canary)</c>. A word is the name of a target, its full id, its group or one of its tags;
/// <c>@word</c> is only a tag; <c>*</c> and <c>?</c> in a word stand for any characters and any one; <c>all</c> is every target.
/// <c>not</c> binds closest, then <c>and</c>, then <c>or</c>.
/// </summary>
/// <param name="Text">As it was written.</param>
public sealed record Selector(string Text, SelectorNode Root)
{
    public static readonly Selector All = new("all", new SelectorNode.All());

    /// <summary>The words in it, in the order they were written.</summary>
    public ImmutableArray<SelectorNode.Word> Words => [.. Root.Words()];

    public bool Matches(SelectorSubject subject) => Root.Matches(subject);

    public bool Matches(DeclaredTarget target) => Root.Matches(SelectorSubject.Of(target));

    public bool Equals(Selector? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
