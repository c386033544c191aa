using System.Collections.Immutable;
using System.Text;
using Chimera.Engine.Validation;
using Chimera.Store.Files;

namespace Chimera.Store.Keys;

/// <summary>
/// The keys that certificates are signed with: one in a file, one that a command prints, of which only the public half is here. A key that was replaced
/// signs nothing more, and is destroyed; its public half is kept, because what it signed before holds until it expires. When that was, the record says.
/// </summary>
public sealed class CertificationKeys(StateFolder folder)
{
    private readonly KeyFiles _files = new(folder.Keys, KeyUse.Certify);

    /// <summary>Where the public half of the key in the file stands.</summary>
    public string PublicFile => _files.Public;

    /// <summary>Where the public half of the key stands that a command prints.</summary>
    public string CommandedFile => Path.Combine(folder.Keys, "certify-command.pub.pem");

    private string Retired => Path.Combine(folder.Keys, "retired");

    private string Revoked => Path.Combine(folder.Keys, "revoked");

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
                    Keep(old.Public, Retired);
                }

                Durable.Delete(_files.Public);
                _files.Create();
                return Open();
            default:
                throw new InvalidOperationException("no such opening");
        }
    }

    /// <summary>Remembers the public half of what a command prints as one's own; the one that it printed before is replaced by it.</summary>
    public void Adopt(EcdsaVerifier key)
    {
        ArgumentNullException.ThrowIfNull(key);
        folder.Create();
        using var before = PublicOf(CommandedFile);
        if (before is not null && before.Name != key.Name)
        {
            Keep(before, Retired);
        }

        Durable.Write(CommandedFile, Encoding.ASCII.GetBytes(key.ToPem()), Durable.OwnerAndReaders);
    }

    /// <summary>The key is not one's own any more, and its private half destroyed where it is here. Cut off anywhere, it can be done again.</summary>
    public void Revoke(string name)
    {
        foreach (var own in All())
        {
            using var key = own.Public;
            if (key.Name != name)
            {
                continue;
            }

            Keep(key, Revoked);
            if (own.Place == KeyPlace.File)
            {
                Durable.Delete(_files.Private);
            }

            if (own.Place != KeyPlace.Revoked)
            {
                Durable.Delete(own.File);
            }
        }
    }

    /// <summary>Every public half that is here, those in use first; the caller disposes of them.</summary>
    public ImmutableArray<OwnKey> All() =>
    [
        .. new[] { (KeyPlace.File, PublicFile), (KeyPlace.Command, CommandedFile) }
            .Concat(Below(Retired).Select(file => (KeyPlace.Retired, file)))
            .Concat(Below(Revoked).Select(file => (KeyPlace.Revoked, file)))
            .Select(found => PublicOf(found.Item2) is { } key ? new OwnKey(key, found.Item1, found.Item2) : null)
            .OfType<OwnKey>(),
    ];

    private static IEnumerable<string> Below(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.pub.pem").Order(StringComparer.Ordinal) : [];

    private static EcdsaVerifier? PublicOf(string file) => File.Exists(file) ? EcdsaVerifier.FromPem(File.ReadAllText(file), KeyUse.Certify) : null;

    private static void Keep(EcdsaVerifier key, string where) => Durable.Write(
        Path.Combine(where, $"{Path.GetFileName(key.Name)}.pub.pem"), Encoding.ASCII.GetBytes(key.ToPem()), Durable.OwnerAndReaders);
}
