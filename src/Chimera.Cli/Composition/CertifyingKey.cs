using System.Diagnostics;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Store;
using Chimera.Store.Keys;

namespace Chimera.Cli.Composition;

/// <summary>The private key that certificates are signed with: from the key file, or from a person's own command, which leaves nothing on the disk.</summary>
internal static class CertifyingKey
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <exception cref="Stop">There is none, or it is exposed.</exception>
    public static async Task<EcdsaSigner> OpenAsync(ResolvedSettings settings, StateFolder? state, CancellationToken cancel)
    {
        var command = settings.Get(EngineSettings.CertifyKeyCommand);
        var opening = command.Length > 0 ? await AskAsync(command, cancel)
            : state is not null ? new CertificationKeys(state).Open()
            : new KeyOpening.Refused(Finding.Error("key.no-place", "there is no place for a key: no home, no truth file", "name a folder with --state-dir, or set certify.key_command"));
        return opening switch
        {
            KeyOpening.Opened opened => opened.Signer,
            KeyOpening.Refused refused => throw new Stop(ExitCode.Refused, refused.Why),
            _ => throw new InvalidOperationException("no such opening"),
        };
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
