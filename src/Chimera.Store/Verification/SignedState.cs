using Chimera.Engine.Record;

namespace Chimera.Store.Verification;

/// <summary>A checkpoint whose signature holds.</summary>
/// <param name="IsKept">It was kept elsewhere, and says nothing about how this ledger came to be.</param>
internal sealed record SignedState(Checkpoint Checkpoint, bool IsKept = false);
