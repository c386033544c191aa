using Chimera.Sites.Platforms;
using Chimera.Sites.Watching.Causes;

namespace Chimera.Sites.Watching;

/// <summary>What is watched: one site at one place.</summary>
/// <param name="Address">Where it is asked.</param>
/// <param name="Name">What visitors call it, where it is asked at another address; null for the address itself.</param>
/// <param name="Platform">Who serves it.</param>
/// <param name="Standing">Null where no certificate is known that it was released with.</param>
public sealed record WatchSubject(Uri Address, string? Name, Platform Platform, WatchedSite Foreseen, Attribution Attribution, IReleaseStanding? Standing);
