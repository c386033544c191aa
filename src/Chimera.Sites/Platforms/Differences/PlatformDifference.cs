using System.Collections.Immutable;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Platforms.Differences;

/// <summary>A request that platforms answer differently.</summary>
/// <param name="Answers">One for each platform that was compared, in the order of their foresights.</param>
public sealed record PlatformDifference(SiteRequest Request, ImmutableArray<PlatformAnswer> Answers);
