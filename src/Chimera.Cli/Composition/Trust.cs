using System.Collections.Immutable;
using System.Text;
using Chimera.Cli.Commands;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Store;
using Chimera.Store.Keys;

namespace Chimera.Cli.Composition;

/// <summary>Whose certificates count here: those of the own keys, and of the keys that a person named.</summary>
internal static class Trust
{
    /// <param name="named">Public keys in PEM.</param>
    /// <exception cref="Stop">A named key cannot be read.</exception>
    public static async Task<TrustList> ReadAsync(StateFolder? state, IHistory? record, IEnumerable<FileInfo> named, CancellationToken cancel)
    {
        List<TrustedSigner> signers = [];
        foreach (var key in state is null ? [] : new CertificationKeys(state).Publics())
        {
            signers.Add(TrustedSigner.Of(key, Purpose.Certify, Purpose.Revoke));
        }

        foreach (var file in named)
        {
            var key = EcdsaVerifier.FromPem(Encoding.UTF8.GetString(await InputFile.ReadAsync(file, cancel)), KeyUse.Certify) ?? throw new Stop(
                ExitCode.Usage, Finding.Error("key.unreadable", $"{file} is no P-256 public key in PEM", "give the certify.pub.pem of the signer"));
            signers.Add(TrustedSigner.Of(key, Purpose.Certify));
        }

        return new TrustList([.. signers], record is null ? ImmutableDictionary<string, string>.Empty : await Revocations.ReadAsync(record, cancel));
    }
}
