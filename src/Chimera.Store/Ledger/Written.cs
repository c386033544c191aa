using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;

namespace Chimera.Store.Ledger;

/// <summary>An event that is in the ledger, with what an index over it needs.</summary>
/// <param name="Canonical">The event's data as canonical JSON.</param>
/// <param name="Leaf">The hash of its entry.</param>
internal sealed record Written(RecordedEvent Event, ReadOnlyMemory<byte> Canonical, MerkleHash Leaf);
