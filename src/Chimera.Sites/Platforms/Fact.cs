using Chimera.Engine.Truth;

namespace Chimera.Sites.Platforms;

/// <summary>One thing that a platform reads out of a site's configuration: the build command, the publish folder, a runtime's version.</summary>
/// <param name="Name">In the platform's words: <c>command</c>, <c>publish</c>, <c>environment.NODE_VERSION</c>.</param>
/// <param name="Value">Null when it is not set.</param>
/// <param name="Place">Where it is set; null when it is a default of the platform.</param>
public sealed record Fact(string Name, string? Value, Place? Place, Evidence Evidence);
