using System.Collections.Immutable;
using Chimera.Cli.Commands;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Store.Keys;

namespace Chimera.Cli.Composition;

/// <summary>Makes, replaces and takes back the keys that certificates are signed with, and tells the record.</summary>
/// <param name="state">Open for writing, but for <see cref="ListAsync"/>.</param>
internal sealed class KeyKeeping(TruthSource source, StateAccess state)
{
    private readonly CertificationKeys _keys = new(state.Folder);

    /// <returns>The key's name.</returns>
    /// <exception cref="Stop">There is one, or the command prints none.</exception>
    public async Task<string> NewAsync(CancellationToken cancel)
    {
        if (CertifyingKey.IsCommanded(source.Settings))
        {
            return await AdoptAsync(mustBeAnother: false, cancel);
        }

        using var signer = CertifyingKey.SignerOf(_keys.New());
        await state.Journal.AppendAsync(KeyHistory.Entry(EventTypes.KeyCreated, signer.Verifier.Name, before: null), cancel);
        return signer.Verifier.Name;
    }

    /// <returns>The new key's name.</returns>
    /// <exception cref="Stop">There is none, or the command prints the same.</exception>
    public async Task<string> RotateAsync(CancellationToken cancel)
    {
        if (CertifyingKey.IsCommanded(source.Settings))
        {
            return await AdoptAsync(mustBeAnother: true, cancel);
        }

        string before;
        using (var old = CertifyingKey.SignerOf(_keys.Open()))
        {
            before = old.Verifier.Name;
        }

        using var signer = CertifyingKey.SignerOf(_keys.Rotate());
        await state.Journal.AppendAsync(KeyHistory.Entry(EventTypes.KeyRotated, signer.Verifier.Name, before), cancel);
        return signer.Verifier.Name;
    }

    /// <summary>The record is told first: from then on nothing that the key signed counts, whatever becomes of the files.</summary>
    /// <param name="key">Its name, or the hexadecimal digits that it ends with.</param>
    /// <returns>The key's name.</returns>
    /// <exception cref="Stop">No key that counts here is called so.</exception>
    public async Task<string> RevokeAsync(string key, string why, CancellationToken cancel)
    {
        string[] known = [.. (await Trust.ReadAsync(state.Folder, state, source, cancel)).Signers.Select(signer => signer.Key.Name).Distinct(StringComparer.Ordinal)];
        var name = Array.Find(known, candidate => candidate == key || Path.GetFileName(candidate) == key) ?? throw new Stop(ExitCode.Refused, Finding.Error(
            "key.unknown", $"no key that counts here is called '{key}'; nothing was changed",
            known.Length == 0 ? "there is none" : $"there is {string.Join(", ", known)}"));
        if (!(await KeyHistory.ReadAsync(state, withIssued: false, cancel)).Revoked.ContainsKey(name))
        {
            await state.Journal.AppendAsync(KeyHistory.Revocation(name, why), cancel);
        }

        _keys.Revoke(name);
        return name;
    }

    /// <summary>Every own key, the one that signs first, and every other that was taken back here.</summary>
    public async Task<ImmutableArray<KeyStanding>> ListAsync(CancellationToken cancel)
    {
        var history = await OwnKeys.HistoryAsync(state.Folder, state, cancel);
        var signing = CertifyingKey.IsCommanded(source.Settings) ? KeyPlace.Command : KeyPlace.File;
        var own = OwnKeys.Of(state.Folder);
        return
        [
            .. own.OrderBy(key => key.Place == signing ? -1 : (int)key.Place).Select(key => Of(key, history, signing)),
            .. history.Revoked.Where(revoked => own.All(key => key.Public.Name != revoked.Key)).OrderBy(revoked => revoked.Key, StringComparer.Ordinal)
                .Select(revoked => new KeyStanding(revoked.Key, KeyState.Revoked, Signs: false, File: null, revoked.Value)),
        ];
    }

    private static KeyStanding Of(OwnKey key, KeyHistory history, KeyPlace signing)
    {
        var (name, now) = (key.Public.Name, OwnKeys.StateOf(key, history));
        var change = now switch
        {
            KeyState.Revoked => history.Revoked.GetValueOrDefault(name),
            KeyState.Retired => history.Retired.GetValueOrDefault(name),
            _ => null,
        };
        return new KeyStanding(name, now, Signs: now == KeyState.InUse && key.Place == signing, key.File, change);
    }

    private async Task<string> AdoptAsync(bool mustBeAnother, CancellationToken cancel)
    {
        using var signer = await CertifyingKey.OpenAsync(source.Settings, state.Folder, state, cancel);
        var told = await CertifyingKey.RememberAsync(signer, source.Settings, state.Folder, (what, stop) => state.Journal.AppendAsync(what, stop), cancel);
        return told is null && mustBeAnother
            ? throw new Stop(ExitCode.Refused, Finding.Error(
                "key.same", "the command of certify.key_command prints the same key as before; nothing was changed", "replace the key where it comes from, then say this again"))
            : signer.Verifier.Name;
    }
}
