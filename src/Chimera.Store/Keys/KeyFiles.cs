using System.Security.Cryptography;
using System.Text;
using Chimera.Engine.Validation;
using Chimera.Store.Files;

namespace Chimera.Store.Keys;

/// <summary>The ledger's key pair as files: the private key as PKCS#8 PEM for its owner only, the public key as SPKI PEM beside it.</summary>
internal sealed class KeyFiles(string folder)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public string Private => Path.Combine(folder, "ledger.key.pem");

    public string Public => Path.Combine(folder, "ledger.pub.pem");

    /// <param name="mayCreate">False when there is a ledger already: a new key could not continue it.</param>
    public KeyOpening Open(bool mayCreate)
    {
        if (!File.Exists(Private))
        {
            if (!mayCreate)
            {
                return Refuse("key.missing", $"the ledger's private key {Private} is missing", "put the key file back from its backup");
            }

            Create();
        }

        if ((File.GetUnixFileMode(Private) & Others) != UnixFileMode.None)
        {
            return Refuse("key.exposed", $"the private key {Private} can be reached by others than its owner", $"run: chmod 600 {Private}, and replace the key if others use this machine");
        }

        return Read(Private) is { } pair ? WithPublic(new EcdsaSigner(pair))
            : Refuse("key.unreadable", $"{Private} holds no ECDSA P-256 private key in PEM", "put the key file back from its backup");
    }

    /// <summary>The public key, for those who only verify; null when there is none.</summary>
    public EcdsaVerifier? OpenPublic() => File.Exists(Public) ? EcdsaVerifier.FromPem(File.ReadAllText(Public)) : null;

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

    private void Create()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Durable.Write(Private, Encoding.ASCII.GetBytes(pair.ExportPkcs8PrivateKeyPem() + "\n"), Durable.Owner);
    }

    private static ECDsa? Read(string path)
    {
        var pair = ECDsa.Create();
        try
        {
            pair.ImportFromPem(File.ReadAllText(path));
            if (pair.ExportParameters(includePrivateParameters: true).Curve.Oid.Value == EcdsaVerifier.P256)
            {
                return pair;
            }
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Said by the null below: it is no such key.
        }

        pair.Dispose();
        return null;
    }

    private static KeyOpening.Refused Refuse(string code, string message, string remedy) => new(Finding.Error(code, message, remedy));
}
