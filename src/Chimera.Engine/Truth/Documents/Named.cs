namespace Chimera.Engine.Truth.Documents;

/// <summary>An entry of a map, with the place of its key.</summary>
public sealed record Named<T>(string Name, Place Place, T Value);
