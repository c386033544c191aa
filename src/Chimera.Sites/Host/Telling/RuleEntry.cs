using System.Collections.Immutable;

namespace Chimera.Sites.Host.Telling;

/// <summary>One thing that a web server is told of a rule. Entries are tried in order, and the first that matches counts.</summary>
/// <param name="Expressions">All of them must match <c>FOUND SCHEME HOST LANGUAGE PATH?QUERY ; COOKIES</c>, each from its beginning.</param>
internal sealed record RuleEntry(ImmutableArray<string> Expressions, RuleAnswer Answer, int Status, string To, ImmutableArray<Captured> Captures);
