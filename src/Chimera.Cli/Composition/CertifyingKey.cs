using System.Diagnostics;
using Chimera.Cli.Commands;
using Chimera.Engine.Record;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Store;
using Chimera.Store.Keys;

namespace Chimera.Cli.Composition;

/// <summary>
/// The private key that certificates are signed with: from the key file, or from a person's own command, which leaves nothing secret on the disk. Whose key it
/// is has to be known also where the command cannot be asked (a monitor at night, a machine that only verifies), so the public half is remembered
/// before it first signs.
/// </summary>
internal static class CertifyingKey
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Whether a command prints the key.</summary>
    public static bool IsCommanded(ResolvedSettings settings) => settings.Get(EngineSettings.CertifyKeyCommand).Length > 0;

    /// <param name="record">Which keys sign no more; null where there is none.</param>
    /// <exception cref="Stop">There is none, it is exposed, or it signs no more.</exception>
    public static async Task<EcdsaSigner> OpenAsync(ResolvedSettings settings, StateFolder? state, IHistory? record, CancellationToken cancel)
    {
        var opening = IsCommanded(settings) ? await AskAsync(settings.Get(EngineSettings.CertifyKeyCommand), cancel)
            : state is not null ? new CertificationKeys(state).Open()
            : new KeyOpening.Refused(Finding.Error("key.no-place", "there is no place for a key: no home, no truth file", "name a folder with --state-dir, or set certify.key_command"));
        var signer = SignerOf(opening);
        if (await ObjectionAsync(signer.Public, state, record, cancel) is { } objection)
        {
            signer.Dispose();
            throw new Stop(ExitCode.Refused, objection);
        }

        return signer;
    }

    /// <summary>Remembers a key that a command printed as one's own. The record is told first: it decides when one before it was replaced.</summary>
    /// <returns>What a person has to know; null where nothing is new.</returns>
    public static async Task<string?> RememberAsync(
        EcdsaSigner signer, ResolvedSettings settings, StateFolder? state, Func<DomainEvent, CancellationToken, Task> tell, CancellationToken cancel)
    {
        if (!IsCommanded(settings) || state is null)
        {
            return null;
        }

        CertificationKeys keys = new(state);
        var before = keys.All().Where(key => key.Place == KeyPlace.Command).Select(key => key.Public.Name).FirstOrDefault();
        if (before == signer.Verifier.Name)
        {
            return null;
        }

        await tell(KeyHistory.Entry(EventTypes.KeyAdopted, signer.Verifier.Name, before), cancel);
        keys.Adopt(signer.Public);
        return before is null
            ? $"{signer.Verifier.Name} is one of your keys from now on: {keys.CommandedFile}"
            : $"{signer.Verifier.Name} takes the place of {before}, which signs nothing more";
    }

    /// <exception cref="Stop">There is none.</exception>
    public static EcdsaSigner SignerOf(KeyOpening opening) => opening switch
    {
        KeyOpening.Opened opened => opened.Signer,
        KeyOpening.Refused refused => throw new Stop(ExitCode.Refused, refused.Why),
        _ => throw new InvalidOperationException("no such opening"),
    };

    private static async Task<Finding?> ObjectionAsync(EcdsaVerifier key, StateFolder? state, IHistory? record, CancellationToken cancel)
    {
        var history = record is null ? KeyHistory.Nothing : await KeyHistory.ReadAsync(record, withIssued: false, cancel);
        var kept = state is null ? null : OwnKeys.Of(state).FirstOrDefault(own => own.Public.Name == key.Name);
        return history.Revoked.ContainsKey(key.Name) || kept?.Place == KeyPlace.Revoked
            ? Finding.Error("key.revoked", $"{key.Name} was taken back and signs nothing more", $"finish it with 'chimera key revoke {key.Name} --why TEXT', then make another with 'chimera key new'")
            : history.Retired.ContainsKey(key.Name) || kept?.Place == KeyPlace.Retired
                ? Finding.Error("key.retired", $"{key.Name} was replaced and signs nothing more", "sign with the key that took its place, or make another with 'chimera key rotate'")
                : null;
    }

    /// <summary>What the command says on its error stream goes to the person: it may ask for a password there.</summary>
    private static async Task<KeyOpening> AskAsync(string command, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            var pem = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode != 0 ? Refuse($"the command of certify.key_command ended with {process.ExitCode}")
                : EcdsaSigner.FromPem(pem, KeyUse.Certify) is { } signer ? new KeyOpening.Opened(signer)
                : Refuse("what the command of certify.key_command printed is no ECDSA P-256 private key in PEM");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return Refuse($"the command of certify.key_command took longer than {Patience.TotalMinutes:0} minutes");
        }
    }

    private static KeyOpening.Refused Refuse(string message) => new(Finding.Error("key.command-failed", message, "run it by hand to see what it prints"));
}
