namespace Chimera.Sites.Render.Deploying;

/// <summary>A service, as far as Chimera reads what Render says of it.</summary>
/// <param name="Address">Where visitors find it.</param>
/// <param name="Repository">What it is built from; null where Render does not say.</param>
internal sealed record RenderServiceState(Uri Address, string? Repository);
