using Chimera.Engine.Record;
using Chimera.Store;

namespace Chimera.Cli.Composition;

/// <summary>
/// The record of a watch. A watch goes on for days, and a record has one writer: so it is held only for as long as an event is written.
/// While somebody else holds it, what happened is kept and written later; it does not get lost that it was.
/// </summary>
/// <param name="folder">Null where there is no place for a record.</param>
/// <param name="needed">Whether a record that cannot be written is an error.</param>
internal sealed class WatchRecord(StateFolder? folder, bool needed, TextWriter error)
{
    private const int MostWaiting = 1000;

    private readonly Queue<DomainEvent> _waiting = new();
    private bool _ended;

    /// <summary>Where there is no record, none is begun.</summary>
    public async Task TellAsync(IEnumerable<DomainEvent> events)
    {
        foreach (var happened in _ended || !Directory.Exists(folder?.Path) ? [] : events)
        {
            _waiting.Enqueue(happened);
            if (_waiting.Count > MostWaiting)
            {
                _waiting.Dequeue();
            }
        }

        await TryWriteAsync();
    }

    /// <summary>Writes what is left, for which somebody who holds the record is waited for a little.</summary>
    public async Task FinishAsync()
    {
        await Writer.UntilFreeAsync(TryWriteAsync, TimeProvider.System, CancellationToken.None);
        if (_waiting.Count > 0)
        {
            error.WriteLine($"{_waiting.Count} events of this watch are not in the record: somebody else holds it");
        }
    }

    /// <returns>False while somebody else holds the record.</returns>
    private async Task<bool> TryWriteAsync()
    {
        if (_waiting.Count == 0)
        {
            return true;
        }

        try
        {
            await using StateAccess state = new(folder!, Actor.OfThisProcess(), TimeProvider.System);
            await state.OpenAsync(CancellationToken.None);
            while (_waiting.TryPeek(out var next))
            {
                await state.Journal.AppendAsync(next, CancellationToken.None);
                _waiting.Dequeue();
            }

            return true;
        }
        catch (Stop stop) when (stop.Findings.Any(finding => finding.Code == "store.held"))
        {
            return false;
        }
        catch (Stop stop) when (!needed)
        {
            // A site without a truth file is watched also where no record can be kept.
            error.WriteLine($"no record is kept of this: {stop.Findings.First().Message}");
            _ended = true;
            _waiting.Clear();
            return true;
        }
    }
}
