using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Store.Files;
using Chimera.Store.Keys;
using Chimera.Store.Proofs;
using Chimera.Store.Sqlite;
using Chimera.Store.Verification;

namespace Chimera.Store;

/// <summary>A state folder, opened by its one writer.</summary>
public sealed class StateStore : IAsyncDisposable
{
    private readonly WriterLock _lock;
    private readonly Journal _journal;
    private readonly EventHistory _history;
    private readonly PlanShelf _plans;
    private readonly EcdsaSigner _signer;

    internal StateStore(StateFolder folder, WriterLock held, EcdsaSigner signer, Journal journal, EventHistory history, PlanShelf plans, EventBus bus)
    {
        (_lock, _signer, _journal, _history, _plans, Bus) = (held, signer, journal, history, plans, bus);
        Verifier = new LedgerVerifier(folder.Ledger, signer.Verifier);
        Prover = new LedgerProver(folder.Ledger, signer.Verifier);
    }

    public IJournal Journal => _journal;

    public IPlans Plans => _plans;

    /// <summary>Every event of the journal, after it became durable.</summary>
    public EventBus Bus { get; }

    public LedgerVerifier Verifier { get; }

    public LedgerProver Prover { get; }

    /// <summary>Opens the folder for writing, and makes it where it is missing. Holds it until disposed of.</summary>
    /// <param name="actor">Who appends: a person's login and machine, or a part of the engine.</param>
    public static Task<StateStoreOpening> OpenAsync(StateFolder folder, string actor, TimeProvider time, CancellationToken cancel) =>
        Task.Run(() => new StateStoreOpener(folder, actor, time, AppendFile.Open).Open(), cancel);

    /// <summary>Writes what was asked for until now, publishes the checkpoint and lets go of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _journal.DisposeAsync();
            _history.Dispose();
            _plans.Dispose();
            _signer.Dispose();
        }
        finally
        {
            _lock.Dispose();
        }
    }
}
