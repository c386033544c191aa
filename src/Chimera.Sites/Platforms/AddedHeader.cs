namespace Chimera.Sites.Platforms;

/// <summary>A header that a platform is known to add to a site's answers by itself: no sign that somebody changed anything.</summary>
/// <param name="Name">As it is written where it is documented.</param>
/// <param name="Source">Who says so: the platform, or somebody who measured it.</param>
/// <param name="IsItsOwn">Whether this value is one that the platform sends; by what was asked, and the value. Each cookie is a value of its own.</param>
public sealed record AddedHeader(string Name, string Source, Func<Uri, string, bool> IsItsOwn);
