using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Composition;

/// <summary>The record, as far as simulating and healing one site need it.</summary>
/// <param name="opened">One that is open for writing already, and stays so; null to open one's own.</param>
internal sealed class SiteRecord(SiteQuestion question, StateAccess? opened = null) : IAsyncDisposable
{
    private const string Stream = "simulate";

    // Most simulations belong in no record.
    private readonly Lazy<StateAccess?> _state =
        new(() => opened ?? (question.State is { } folder ? new(folder, Actor.OfThisProcess(), TimeProvider.System) : null));

    private bool _writing = opened is not null;

    /// <summary>Whether what happens is told; only after <see cref="OpenAsync"/>.</summary>
    public bool IsKept => _writing;

    /// <summary>Null where there is no place for a record.</summary>
    public IHistory? History => _state.Value;

    /// <summary>What is remembered; nothing where a site without a truth file has no record that can be read.</summary>
    public async Task<HealMemory> MemoryAsync(CancellationToken cancel)
    {
        try
        {
            return _state.Value is { } state ? await HealMemory.ReadAsync(state, cancel) : HealMemory.Empty;
        }
        catch (Exception e) when (!question.HasTruth && e is (DllNotFoundException or IOException or UnauthorizedAccessException))
        {
            return HealMemory.Empty;
        }
    }

    /// <summary>Becomes the one writer of the record. A site without a truth file is healed also where no record can be kept; it is said why.</summary>
    /// <exception cref="Stop">Somebody else is, or the record is damaged.</exception>
    public async Task OpenAsync(TextWriter error, CancellationToken cancel)
    {
        try
        {
            if (!_writing && _state.Value is { } state)
            {
                await state.OpenAsync(cancel);
                _writing = true;
            }
        }
        catch (Stop stop) when (!question.HasTruth && stop.Findings.All(finding => finding.Code != "store.held"))
        {
            error.WriteLine($"no record is kept of this: {stop.Findings.First().Message}");
        }
    }

    /// <param name="what">Made only where a record is kept.</param>
    public Task AppendAsync(Func<DomainEvent> what, CancellationToken cancel) =>
        _writing ? _state.Value!.Journal.AppendAsync(what(), cancel) : Task.CompletedTask;

    /// <summary>A simulation changes nothing, so it needs no record; but where one is kept and free, it is told.</summary>
    public async Task SimulatingAsync(CancellationToken cancel)
    {
        if (!_writing && question.HasTruth && Directory.Exists(question.State?.Path))
        {
            try
            {
                await OpenAsync(TextWriter.Null, cancel);
            }
            catch (Stop)
            {
                return;
            }
        }

        await TellAsync(EventTypes.SimulateStart, () => new JsonObject
        {
            ["platforms"] = new JsonArray([.. question.Platforms.Select(platform => JsonValue.Create(platform.Name()))]),
        }, cancel);
    }

    public Task SimulatedAsync(IReadOnlyCollection<Foresight> foreseen, CancellationToken cancel) => TellAsync(EventTypes.SimulateComplete, () => new JsonObject
    {
        ["platforms"] = new JsonArray([.. foreseen.Select(foresight => new JsonObject
        {
            ["platform"] = foresight.Platform.Name(),
            ["broken"] = foresight.Broken,
            ["errors"] = foresight.Findings.Count(finding => finding.Kind.Severity == Severity.Error),
            ["warnings"] = foresight.Findings.Count(finding => finding.Kind.Severity == Severity.Warning),
        })]),
    }, cancel);

    public ValueTask DisposeAsync() =>
        opened is null && _state is { IsValueCreated: true, Value: { } state } ? state.DisposeAsync() : ValueTask.CompletedTask;

    private Task TellAsync(string type, Func<JsonObject> what, CancellationToken cancel) => AppendAsync(
        () =>
        {
            var data = what();
            data["site"] = question.Path;
            data["context"] = question.Context.Name;
            data["branch"] = question.Context.Branch;
            return new DomainEvent(Stream, type, data);
        },
        cancel);
}
