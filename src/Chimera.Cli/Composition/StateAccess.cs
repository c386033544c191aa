using System.Runtime.CompilerServices;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Store;

namespace Chimera.Cli.Composition;

/// <summary>
/// The state folder, as far as a command needs it: those who only look take no lock and create nothing; those who change
/// something are its one writer.
/// </summary>
internal sealed class StateAccess(StateFolder folder, string actor, TimeProvider time) : IHistory, IAsyncDisposable
{
    private StateView? _view;
    private StateStore? _store;

    public StateFolder Folder => folder;

    public string Actor => actor;

    /// <summary>Only after <see cref="OpenAsync"/>.</summary>
    public IJournal Journal => _store?.Journal ?? throw new InvalidOperationException("the record was not opened for writing");

    public EventBus Bus => _store?.Bus ?? throw new InvalidOperationException("the record was not opened for writing");

    public StateView? View => _view ??= StateView.Open(Folder);

    private IHistory? Reader => _store?.Journal ?? View?.History;

    /// <summary>Becomes the one writer.</summary>
    /// <exception cref="Stop">Somebody else is, or the record is damaged.</exception>
    public async Task OpenAsync(CancellationToken cancel)
    {
        if (await TryOpenAsync(cancel) is { } refused)
        {
            throw new Stop(refused.Why.Any(why => why.Code == "store.held") ? ExitCode.Refused : ExitCode.Record, refused.Why);
        }
    }

    /// <summary>Becomes the one writer even if another process is: that one is ended, which is safe at any moment.</summary>
    /// <exception cref="Stop">It could not be ended, or the record is damaged.</exception>
    public async Task TakeOverAsync(TextWriter error, CancellationToken cancel)
    {
        if (await TryOpenAsync(cancel) is not { } refused)
        {
            return;
        }

        if (refused.Why.Any(why => why.Code == "store.held") && Writer.End(Folder, error))
        {
            await Writer.UntilFreeAsync(async () => await TryOpenAsync(cancel) is null, time, cancel);
        }

        if (_store is null)
        {
            throw new Stop(ExitCode.Refused, refused.Why);
        }
    }

    public async Task KeepAsync(Plan plan, CancellationToken cancel)
    {
        if (_store is null && View is null)
        {
            Folder.Create();
        }

        await (_store?.Plans ?? View!.Plans).SaveAsync(plan, cancel);
    }

    /// <exception cref="Stop">There is no such plan, or more than one.</exception>
    public async Task<Plan> FindPlanAsync(string reference, CancellationToken cancel)
    {
        var plans = _store?.Plans ?? View?.Plans;
        var found = plans is null ? new PlanLookup.Unknown() : await plans.FindAsync(reference, cancel);
        return found is PlanLookup.Found { Plan: var plan } ? plan : throw new Stop(ExitCode.Refused, found switch
        {
            PlanLookup.Ambiguous several => Finding.Error(
                "plan.ambiguous", $"{several.Digests.Length} plans begin with '{reference}'; nothing was changed", "give more of the digest"),
            PlanLookup.Damaged damaged => Finding.Error(
                "plan.damaged", $"what is kept as {damaged.Digest} is not that plan any more; nothing was changed", "make the plan again with 'chimera plan'"),
            _ => Finding.Error("plan.unknown", $"no plan '{reference}' is kept here; nothing was changed", "make one with 'chimera plan'"),
        });
    }

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (Reader is { } reader)
        {
            await foreach (var entry in reader.ReadAsync(stream, cancel))
            {
                yield return entry;
            }
        }
    }

    public async Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel) =>
        Reader is { } reader ? await reader.LatestAsync(types, most, cancel) : [];

    /// <summary>The latest events that fit, oldest first.</summary>
    /// <param name="prefixes">How the type begins; empty for any.</param>
    /// <param name="stream">Null for any.</param>
    public async Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> prefixes, string? stream, int most, CancellationToken cancel)
    {
        var types = EventTypes.All.Where(known => prefixes.Count == 0 || prefixes.Any(prefix => known.StartsWith(prefix, StringComparison.Ordinal))).ToList();
        if (stream is null)
        {
            return [.. (await LatestAsync(types, most, cancel)).Reverse()];
        }

        List<RecordedEvent> events = [];
        await foreach (var entry in ReadAsync(stream, cancel))
        {
            if (types.Contains(entry.Type))
            {
                events.Add(entry);
            }
        }

        return [.. events.TakeLast(most)];
    }

    public async ValueTask DisposeAsync()
    {
        _view?.Dispose();
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    private async Task<StateStoreOpening.Refused?> TryOpenAsync(CancellationToken cancel)
    {
        switch (_store is null ? await StateStore.OpenAsync(Folder, actor, time, cancel) : null)
        {
            case StateStoreOpening.Refused refused:
                return refused;
            case StateStoreOpening.Opened opened:
                _store = opened.Store;
                return null;
            default:
                return null;
        }
    }
}
