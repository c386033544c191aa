using System.Collections.Immutable;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;

namespace Chimera.Store.Ledger;

/// <summary>Whether a ledger can be appended to.</summary>
internal abstract record LedgerOpening
{
    private LedgerOpening()
    {
    }

    /// <param name="Head">The last checkpoint on disk; entries after it are unsigned until <paramref name="ToTell"/> is committed with them.</param>
    /// <param name="ToTell">What must be committed before anything else; null when the ledger was whole.</param>
    public sealed record Opened(LedgerPaths Paths, Checkpoint Head, CheckpointRecord Record, Tail Tail, DomainEvent? ToTell) : LedgerOpening;

    public sealed record Refused(ImmutableArray<Finding> Why) : LedgerOpening;
}
