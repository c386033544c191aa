using Chimera.Engine.Planning;

namespace Chimera.Sites.Publishing;

/// <summary>One deploy that a platform has.</summary>
/// <param name="Id">The platform's own.</param>
/// <param name="Generation">Null when Chimera did not make it.</param>
/// <param name="Address">Where it, and only it, can be asked; null when the platform has no such place.</param>
public sealed record SiteDeploy(string Id, GenerationId? Generation, DateTimeOffset At, Uri? Address);
