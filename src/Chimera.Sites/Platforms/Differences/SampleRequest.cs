using Chimera.Sites.Requests;

namespace Chimera.Sites.Platforms.Differences;

/// <summary>A request that is likely to show a difference.</summary>
/// <param name="Cause">What differs if nothing more particular explains it.</param>
internal sealed record SampleRequest(SiteRequest Request, DifferenceCause Cause);
