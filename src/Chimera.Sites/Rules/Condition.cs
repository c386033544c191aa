using System.Collections.Immutable;

namespace Chimera.Sites.Rules;

/// <summary>What must be true of a visitor for a rule to apply.</summary>
/// <param name="Name"><c>Country</c>, <c>Language</c>, <c>Role</c>, <c>Cookie</c>, or whatever was written.</param>
/// <param name="Values">One of them is enough. Empty when the condition was written without a value.</param>
/// <param name="IsList">The platform keeps it as a list; otherwise as one text.</param>
public sealed record Condition(string Name, ImmutableArray<string> Values, bool IsList);
