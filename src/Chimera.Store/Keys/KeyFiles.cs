using System.Security.Cryptography;
using System.Text;
using Chimera.Engine.Validation;
using Chimera.Store.Files;

namespace Chimera.Store.Keys;

/// <summary>A key pair as files: the private key as PKCS#8 PEM for its owner only, the public key as SPKI PEM beside it.</summary>
internal sealed class KeyFiles(string folder, KeyUse use)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public string Private => Path.Combine(folder, $"{NameOf(use)}.key.pem");

    public string Public => Path.Combine(folder, $"{NameOf(use)}.pub.pem");

    public static string NameOf(KeyUse use) => use == KeyUse.Ledger ? "ledger" : "certify";

    /// <param name="mayCreate">False when a new key could not take the place of the one that is missing.</param>
    public KeyOpening Open(bool mayCreate)
    {
        if (!File.Exists(Private))
        {
            if (!mayCreate)
            {
                return Refuse("key.missing", $"there is no private key {Private}", use == KeyUse.Ledger ? "put the key file back from its backup" : "make one with 'chimera key new', or put the file back from its backup");
            }

            Create();
        }

        if ((File.GetUnixFileMode(Private) & Others) != UnixFileMode.None)
        {
            return Refuse("key.exposed", $"the private key {Private} can be reached by others than its owner", $"run: chmod 600 {Private}, and replace the key if others use this machine");
        }

        return EcdsaSigner.FromPem(File.ReadAllText(Private), use) is { } signer ? WithPublic(signer)
            : Refuse("key.unreadable", $"{Private} holds no ECDSA P-256 private key in PEM", "put the key file back from its backup");
    }

    /// <summary>The public key, for those who only verify; null when there is none.</summary>
    public EcdsaVerifier? OpenPublic() => File.Exists(Public) ? EcdsaVerifier.FromPem(File.ReadAllText(Public), use) : null;

    private KeyOpening WithPublic(EcdsaSigner signer)
    {
        if (!File.Exists(Public))
        {
            Durable.Write(Public, Encoding.ASCII.GetBytes(signer.Public.ToPem()), Durable.OwnerAndReaders);
        }

        using var written = OpenPublic();
        if (written?.Name == signer.Public.Name)
        {
            return new KeyOpening.Opened(signer);
        }

        signer.Dispose();
        return Refuse("key.mismatch", $"{Public} is not the public half of {Private}", $"find out who changed it; then delete {Public}, which is written again from the private key");
    }

    public void Create()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Durable.Write(Private, Encoding.ASCII.GetBytes(pair.ExportPkcs8PrivateKeyPem() + "\n"), Durable.Owner);
    }

    private static KeyOpening.Refused Refuse(string code, string message, string remedy) => new(Finding.Error(code, message, remedy));
}
