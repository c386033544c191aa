namespace Chimera.Agreement.Answers;

/// <summary>What Chimera says of one context, as JSON texts in the oracle's form.</summary>
/// <param name="Resolved">The resolved configuration, or <c>{"ok":false}</c>.</param>
/// <param name="Fatal">Why the platform would refuse; null when it would not.</param>
internal sealed record ContextAnswer(string Resolved, string? Fatal, string Warnings);
