namespace Chimera.Sites.Healing;

/// <summary>A repair that was tried in simulation.</summary>
/// <param name="Refused">Why it was no good; null when it was.</param>
public sealed record Attempt(string Healer, string Code, string? Refused);
