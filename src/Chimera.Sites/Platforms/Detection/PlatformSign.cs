using Chimera.Engine.Truth;

namespace Chimera.Sites.Platforms.Detection;

/// <summary>Something in a folder that shows for whom it was made.</summary>
/// <param name="Reason">One line, no full stop.</param>
/// <param name="IsSure">Only this platform reads it; otherwise others may, too.</param>
public sealed record PlatformSign(Platform Platform, string Reason, Place Place, bool IsSure);
