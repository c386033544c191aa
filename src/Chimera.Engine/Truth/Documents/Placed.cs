namespace Chimera.Engine.Truth.Documents;

/// <summary>A value and where it was written.</summary>
public sealed record Placed<T>(T Value, Place Place);
