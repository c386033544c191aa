using System.Collections.Immutable;

namespace Chimera.Sites.Platforms.Differences;

/// <summary>How platforms would serve one site differently.</summary>
/// <param name="Platforms">Those that were compared.</param>
/// <param name="LeftOut">Those that would refuse to deploy the site and so answer nothing.</param>
/// <param name="Requests">How many requests every platform was asked.</param>
/// <param name="Groups">By cause, the most frequent first within one.</param>
public sealed record PlatformComparison(
    ImmutableArray<Platform> Platforms, ImmutableArray<Platform> LeftOut, int Requests, ImmutableArray<DifferenceGroup> Groups);
