using Chimera.Engine.Record;

namespace Chimera.Store.Ledger;

/// <summary>What stands after the last full tile: what was signed for, and what was not.</summary>
/// <param name="Edge">The tree over all intact entries, signed for or not.</param>
/// <param name="FirstBundle">The first bundle that is not a tile yet.</param>
/// <param name="Unsigned">How many intact entries stand after the last that was signed for.</param>
/// <param name="Fragments">Bytes that are no entry, in the order in which they were found.</param>
/// <param name="Last">The last intact entry of the tail; null when there is none.</param>
internal sealed record Tail(RightEdge Edge, long FirstBundle, long Unsigned, IReadOnlyList<Fragment> Fragments, LedgerEntry? Last);
