namespace Chimera.Sites.Host.Nginx;

/// <summary>What part of a request is kept under which variable, for a destination to name.</summary>
/// <param name="Name">As the destination writes it, without the colon.</param>
/// <param name="Variable">Without the dollar sign.</param>
internal sealed record Captured(string Name, string Variable);
