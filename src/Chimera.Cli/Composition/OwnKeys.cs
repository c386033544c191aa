using System.Collections.Immutable;
using Chimera.Engine.Record;
using Chimera.Engine.Validation.Certificates;
using Chimera.Store;
using Chimera.Store.Keys;

namespace Chimera.Cli.Composition;

/// <summary>The own keys, each once, as bad as any of its places says: one that was taken back is that, wherever else it still lies.</summary>
internal static class OwnKeys
{
    public static ImmutableArray<OwnKey> Of(StateFolder state) =>
    [
        .. new CertificationKeys(state).All().GroupBy(key => key.Public.Name, StringComparer.Ordinal)
            .Select(same => same.FirstOrDefault(key => key.Place == KeyPlace.Revoked) ?? same.First()),
    ];

    public static KeyState StateOf(OwnKey key) => key.Place switch
    {
        KeyPlace.File or KeyPlace.Command => KeyState.InUse,
        KeyPlace.Retired => KeyState.Retired,
        KeyPlace.Revoked => KeyState.Revoked,
        var other => throw new InvalidOperationException($"no such place: {other}"),
    };

    /// <summary>The same, as the record has it: that one is believed where it says worse.</summary>
    public static KeyState StateOf(OwnKey key, KeyHistory history) =>
        history.Revoked.ContainsKey(key.Public.Name) ? KeyState.Revoked
        : StateOf(key) is var kept && kept == KeyState.InUse && history.Retired.ContainsKey(key.Public.Name) ? KeyState.Retired
        : kept;

    /// <param name="record">Null where there is none.</param>
    public static async Task<KeyHistory> HistoryAsync(StateFolder? state, IHistory? record, CancellationToken cancel) => record is null
        ? KeyHistory.Nothing
        : await KeyHistory.ReadAsync(record, withIssued: state is not null && Of(state).Any(key => StateOf(key) == KeyState.Retired), cancel);
}
