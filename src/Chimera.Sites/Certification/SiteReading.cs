using Chimera.Sites.Platforms;

namespace Chimera.Sites.Certification;

/// <summary>A site's folder as it was read for one platform.</summary>
/// <param name="Bundle">Null when the platform would refuse to deploy the site: there is nothing to certify.</param>
public sealed record SiteReading(Foresight Foresight, SiteBundle? Bundle);
