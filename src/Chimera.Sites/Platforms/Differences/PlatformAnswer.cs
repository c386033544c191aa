using Chimera.Sites.Requests;

namespace Chimera.Sites.Platforms.Differences;

/// <summary>What one platform would answer.</summary>
public sealed record PlatformAnswer(Platform Platform, SiteResponse Response);
