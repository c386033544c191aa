using Chimera.Sites.Platforms;

namespace Chimera.Sites.Declaration;

/// <summary>One way of a site to its visitors: a target.</summary>
/// <param name="Host">The host's name, where it is one of several.</param>
internal sealed record SiteWay(Platform Platform, string? Host, Connection? Connection, Uri? Address);
