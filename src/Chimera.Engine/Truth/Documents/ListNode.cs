using System.Collections.Immutable;

namespace Chimera.Engine.Truth.Documents;

public sealed record ListNode(Place Place, ImmutableArray<Node> Items) : Node(Place);
