using Chimera.Engine.Record;

namespace Chimera.Store.Verification;

/// <summary>A checkpoint whose signature holds, and where it was found.</summary>
internal sealed record SignedState(Checkpoint Checkpoint, string File, long Offset);
