namespace Chimera.Sites.Rules;

/// <summary>A rule that a request met, and what it comes to for this request.</summary>
/// <param name="Index">The rule's place in the list it was compiled from.</param>
/// <param name="To">The destination, its placeholders filled in.</param>
/// <param name="Negative">It matched only because the visitor lacks the role that an earlier rule asks for.</param>
/// <param name="Force404">The visitor lacks a role and nothing else matches: not found, whatever file there is.</param>
public sealed record RedirectMatch(RedirectRule Rule, int Index, string To, int Status, bool Force, bool Negative, bool Force404);
