using System.Collections.Immutable;
using Chimera.Engine.Truth;

namespace Chimera.Sites.Rules;

/// <summary>Headers for the paths that match.</summary>
/// <param name="For">The path pattern, as the platform normalises it.</param>
/// <param name="Values">Name and value, in order; the name as written.</param>
public sealed record HeaderRule(string For, ImmutableArray<KeyValuePair<string, string>> Values, Place? Place);
