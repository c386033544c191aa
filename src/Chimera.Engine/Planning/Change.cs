namespace Chimera.Engine.Planning;

/// <summary>One line of a difference.</summary>
/// <param name="Subject">What changes: a package, a file, a setting.</param>
/// <param name="Before">Its version or digest before; null when added.</param>
/// <param name="After">Its version or digest after; null when removed.</param>
/// <param name="SizeDelta">Bytes more (or, negative, fewer) than before.</param>
public sealed record Change(ChangeKind Kind, string Subject, string? Before, string? After, long SizeDelta);
