using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Store.Keys;
using Chimera.Store.Proofs;
using Chimera.Store.Sqlite;
using Chimera.Store.Verification;

namespace Chimera.Store;

/// <summary>
/// A state folder for those who do not write to the ledger: nothing is locked, created or verified, and nothing is opened before
/// it is asked for. What a crash left out of the database is seen again when the next writer has opened the folder.
/// </summary>
public sealed class StateView : IDisposable
{
    private readonly EventHistory _history;
    private readonly PlanShelf _plans;
    private readonly Lazy<EcdsaVerifier?> _key;
    private readonly StateFolder _folder;

    private StateView(StateFolder folder)
    {
        _folder = folder;
        var database = new StateDatabase(folder.Database);
        (_history, _plans) = (new EventHistory(database), new PlanShelf(database));
        _key = new Lazy<EcdsaVerifier?>(new KeyFiles(folder.Keys, KeyUse.Ledger).OpenPublic);
    }

    public IHistory History => _history;

    public IPlans Plans => _plans;

    /// <summary>Null when the public key is missing.</summary>
    public LedgerVerifier? Verifier => _key.Value is { } key ? new LedgerVerifier(_folder.Ledger, key) : null;

    /// <summary>Null when the public key is missing.</summary>
    public LedgerProver? Prover => _key.Value is { } key ? new LedgerProver(_folder.Ledger, key) : null;

    /// <returns>Null when there is no such folder.</returns>
    public static StateView? Open(StateFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Directory.Exists(folder.Path) ? new StateView(folder) : null;
    }

    public void Dispose()
    {
        _history.Dispose();
        _plans.Dispose();
        if (_key.IsValueCreated)
        {
            _key.Value?.Dispose();
        }
    }
}
