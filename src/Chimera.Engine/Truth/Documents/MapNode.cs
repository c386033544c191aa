using System.Collections.Immutable;

namespace Chimera.Engine.Truth.Documents;

/// <summary>Keys and values in the order they were written. Keys are unique: the reader of the format refuses duplicates.</summary>
public sealed record MapNode(Place Place, ImmutableArray<MapEntry> Entries) : Node(Place);
