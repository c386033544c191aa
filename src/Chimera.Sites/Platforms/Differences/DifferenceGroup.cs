using System.Collections.Immutable;

namespace Chimera.Sites.Platforms.Differences;

/// <summary>Differences of one cause that show in the same way: a line of a table.</summary>
/// <param name="Count">How many requests there are of this sort.</param>
/// <param name="Examples">The first few of them.</param>
/// <param name="Outcomes">For each platform what it does, in words that fit all requests of the group: <c>301 with a slash</c>.</param>
public sealed record DifferenceGroup(
    DifferenceCause Cause, int Count, ImmutableArray<PlatformDifference> Examples, ImmutableArray<KeyValuePair<Platform, string>> Outcomes);
