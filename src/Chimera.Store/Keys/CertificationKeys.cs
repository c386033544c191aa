using System.Collections.Immutable;
using System.Text;
using Chimera.Engine.Validation;
using Chimera.Store.Files;

namespace Chimera.Store.Keys;

/// <summary>
/// The keys that certificates are signed with. A key that was rotated out signs nothing more, and is destroyed; its public half is kept, because
/// what it signed holds until it expires.
/// </summary>
public sealed class CertificationKeys(StateFolder folder)
{
    private readonly KeyFiles _files = new(folder.Keys, KeyUse.Certify);

    /// <summary>Where the public half stands.</summary>
    public string PublicFile => _files.Public;

    private string Retired => Path.Combine(folder.Keys, "retired");

    public KeyOpening Open() => _files.Open(mayCreate: false);

    /// <summary>The first key. Refused where there is one.</summary>
    public KeyOpening New()
    {
        if (File.Exists(_files.Private))
        {
            return new KeyOpening.Refused(Finding.Error(
                "key.exists", $"there is a key already: {_files.Private}", "replace it with 'chimera key rotate', which keeps what it signed valid"));
        }

        folder.Create();
        return _files.Open(mayCreate: true);
    }

    /// <summary>Another key from now on. Cut off anywhere, there is the old key or the new one, and a public half for each that ever signed.</summary>
    public KeyOpening Rotate()
    {
        switch (Open())
        {
            case KeyOpening.Refused refused:
                return refused;
            case KeyOpening.Opened { Signer: var old }:
                using (old)
                {
                    Durable.Write(
                        Path.Combine(Retired, $"{Path.GetFileName(old.Verifier.Name)}.pub.pem"), Encoding.ASCII.GetBytes(old.Public.ToPem()), Durable.OwnerAndReaders);
                }

                Durable.Delete(_files.Public);
                _files.Create();
                return Open();
            default:
                throw new InvalidOperationException("no such opening");
        }
    }

    /// <summary>The public halves of the key in use and of those before it; the caller disposes of them.</summary>
    public ImmutableArray<EcdsaVerifier> Publics()
    {
        var retired = Directory.Exists(Retired) ? Directory.EnumerateFiles(Retired, "*.pub.pem").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return [.. new[] { _files.OpenPublic() }.Concat(retired.Select(file => EcdsaVerifier.FromPem(File.ReadAllText(file), KeyUse.Certify))).OfType<EcdsaVerifier>()];
    }
}
