using Chimera.Engine.Record.Signing;
using Chimera.Store.Keys;

namespace Chimera.Store.Tests;

public sealed class CertificationKeysTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    private CertificationKeys Keys => new(_sandbox.Folder);

    private string Private => Path.Combine(_sandbox.Folder.Keys, "certify.key.pem");

    [Fact]
    public void A_private_key_is_its_owners_alone_and_signs_only_in_its_own_name()
    {
        var name = NameOf(Keys.New());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Private));
        Assert.StartsWith("chimera.certify/", name, StringComparison.Ordinal);
        Assert.Equal("key.exists", WhyOf(Keys.New()));
        File.SetUnixFileMode(Private, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Equal("key.exposed", WhyOf(Keys.Open()));
    }

    [Fact]
    public void What_a_key_signed_can_be_verified_after_every_rotation()
    {
        var first = Signed(Keys.New());
        var second = Signed(Keys.Rotate());
        var third = Signed(Keys.Rotate());

        var publics = Keys.All().Select(key => key.Public).ToArray();

        Assert.Equal(3, publics.Length);
        Assert.All([first, second, third], signed => Assert.Single(publics, key => key.Verifies("m"u8, signed)));
        Assert.True(publics[0].Verifies("m"u8, third));
    }

    /// <summary>The steps of a rotation are: keep the public half, remove it, replace the private half, write its public half.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_rotation_that_is_cut_off_leaves_the_old_key_or_the_new_one(int after)
    {
        var before = Signed(Keys.New());
        var old = _sandbox.Snapshot();
        var signedAnew = Signed(Keys.Rotate());
        var (privateAnew, retired) = (File.ReadAllBytes(Private), Directory.GetFiles(Path.Combine(_sandbox.Folder.Keys, "retired")).Single());
        var kept = File.ReadAllBytes(retired);

        _sandbox.Restore(old);
        Directory.CreateDirectory(Path.GetDirectoryName(retired)!);
        File.WriteAllBytes(retired, kept);
        if (after > 1)
        {
            File.Delete(Keys.PublicFile);
        }

        if (after > 2)
        {
            File.WriteAllBytes(Private, privateAnew);
        }

        using var signer = Assert.IsType<KeyOpening.Opened>(Keys.Open()).Signer;
        Assert.Equal(after > 2, signer.Verifier.Verifies("m"u8, signedAnew));
        Assert.Contains(Keys.All(), key => key.Public.Verifies("m"u8, before));
    }

    [Fact]
    public void A_key_that_was_taken_back_stays_so_and_cannot_sign()
    {
        var name = NameOf(Keys.New());
        var old = _sandbox.Snapshot();
        Keys.Revoke("chimera.certify/0000000000000000");
        Assert.Equal([(name, KeyPlace.File)], Places());

        Keys.Revoke(name);

        Assert.Equal([(name, KeyPlace.Revoked)], Places());
        Assert.Equal("key.missing", WhyOf(Keys.Open()));
        Keys.Revoke(name);
        Assert.Equal([(name, KeyPlace.Revoked)], Places());

        // Cut off after its first step: the rest can be done.
        var revoked = Directory.GetFiles(Path.Combine(_sandbox.Folder.Keys, "revoked")).Single();
        var kept = File.ReadAllBytes(revoked);
        _sandbox.Restore(old);
        Directory.CreateDirectory(Path.GetDirectoryName(revoked)!);
        File.WriteAllBytes(revoked, kept);
        Keys.Revoke(name);
        Assert.Equal([(name, KeyPlace.Revoked)], Places());
        Assert.NotEqual(name, NameOf(Keys.New()));
    }

    [Fact]
    public void Of_a_key_from_a_command_only_the_public_half_is_kept_and_the_one_before_it()
    {
        using var first = NewKey();
        using var second = NewKey();
        Keys.Adopt(first.Public);
        Keys.Adopt(first.Public);
        Assert.Equal([(first.Public.Name, KeyPlace.Command)], Places());

        Keys.Adopt(second.Public);

        Assert.Equal([(second.Public.Name, KeyPlace.Command), (first.Public.Name, KeyPlace.Retired)], Places());
        Assert.DoesNotContain(Directory.GetFiles(_sandbox.Folder.Keys, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("PRIVATE", StringComparison.Ordinal));

        static EcdsaSigner NewKey()
        {
            using var pair = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            return EcdsaSigner.FromPem(pair.ExportPkcs8PrivateKeyPem(), KeyUse.Certify)!;
        }
    }

    [Fact]
    public void A_signature_has_one_form_and_the_mirrored_one_is_refused()
    {
        Keys.New();
        using var signer = Assert.IsType<KeyOpening.Opened>(Keys.Open()).Signer;

        // Without the rule half of all signatures would have the larger s, whose first byte makes DER a byte longer.
        Assert.All(Enumerable.Range(0, 50).Select(index => signer.Sign(BitConverter.GetBytes(index))), signature => Assert.True(EcdsaForm.Is(signature)));
        Assert.False(signer.Verifier.Verifies("m"u8, [.. signer.Sign("m"u8), 0]));
    }

    public void Dispose() => _sandbox.Dispose();

    private (string Name, KeyPlace Place)[] Places() => [.. Keys.All().Select(key => (key.Public.Name, key.Place))];

    private static string NameOf(KeyOpening opening)
    {
        using var signer = Assert.IsType<KeyOpening.Opened>(opening).Signer;
        return signer.Verifier.Name;
    }

    private static string WhyOf(KeyOpening opening) => Assert.IsType<KeyOpening.Refused>(opening).Why.Code;

    private static byte[] Signed(KeyOpening opening)
    {
        using var signer = Assert.IsType<KeyOpening.Opened>(opening).Signer;
        return signer.Sign("m"u8);
    }
}
