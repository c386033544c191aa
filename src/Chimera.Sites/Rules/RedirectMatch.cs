using System.Collections.Immutable;

namespace Chimera.Sites.Rules;

/// <summary>A rule that a request met, and what it comes to for this request.</summary>
/// <param name="Index">The rule's place in the list it was compiled from.</param>
/// <param name="To">The destination, its placeholders filled in.</param>
/// <param name="Negative">It matched only because the visitor lacks the role that an earlier rule asks for.</param>
/// <param name="Force404">
/// The visitor lacks a role and nothing else matches: not found, whatever file there is. The rule is then the first that asked.
/// </param>
public sealed record RedirectMatch(RedirectRule Rule, int Index, string To, int Status, bool Force, bool Negative, bool Force404)
{
    /// <summary>What the answer depends on because the rule asks for it, by the platform's names: <c>Country</c>, <c>Query</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Conditions { get; init; } = [];

    /// <summary>What the answer depends on because earlier rules of this path asked for it and were not met.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Exceptions { get; init; } = [];
}
