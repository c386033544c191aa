using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites;
using Chimera.Sites.Certification;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Store.Keys;

namespace Chimera.Cli.Tests;

/// <summary>Ten thousand ways to change a certificate, a published file or the configuration: none verifies.</summary>
public sealed class CertificateTamperTests : IDisposable
{
    private const int OfCertificates = 6000;
    private const int OfSites = 4000;
    private const int NonceDigits = 64;

    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly string Resource = SiteCertificate.ResourceOf("docs", Platform.Netlify);
    private static readonly SiteSimulator Simulator = new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);

    private static readonly IReadOnlyDictionary<string, string> Site = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["netlify.toml"] = "# the site\n[build]\npublish = \"public\"\n\n[[redirects]]\nfrom = \"/a/*\"\nto = \"/b/:splat\"\nstatus = 302\n",
        ["public/_redirects"] = "/old /new 301\n/api/* https://api.example.org/:splat 200\n",
        ["public/_headers"] = "/*\n  X-Frame-Options: DENY\n/css/*\n  Cache-Control: max-age=60\n",
        ["public/index.html"] = "<!doctype html><link rel=stylesheet href=/css/a.css><p>hello",
        ["public/new.html"] = "<p>new",
        ["public/404.html"] = "<p>nothing here",
        ["public/css/a.css"] = "p { color: red }",
    };

    private readonly EcdsaSigner _signer = NewKey();
    private readonly EcdsaSigner _stranger = NewKey();
    private readonly TrustList _trust;
    private readonly SiteBundle _bundle;
    private readonly Certificate _certificate;
    private readonly byte[] _file;

    public CertificateTamperTests()
    {
        _trust = new TrustList([TrustedSigner.Of(_signer.Verifier, Purpose.Certify)], ImmutableDictionary<string, string>.Empty);
        _bundle = BundleOf(SiteFolder.Of(Site))!;
        _certificate = new Certificate(
            Resource, TrustedSigner.VerifierOf(_signer.Verifier), "1.2.3", SiteCertificate.PolicyOf(Severity.Error), Now, Now.AddDays(1),
            new string('5', NonceDigits), SiteCertificate.EvidenceOf(_bundle, DeployContext.Production), _bundle.Subjects);
        _file = Certification.Issue(_certificate, _signer);
    }

    [Fact]
    public void What_was_certified_verifies_and_nothing_else_does()
    {
        Assert.True(Verifies(_file, _bundle));

        var attempts = Enumerable.Range(0, OfCertificates).Select(Certificates).ToList();
        Assert.All(attempts, attempt => Assert.False(attempt.AsSpan().SequenceEqual(_file)));
        Assert.DoesNotContain(attempts, attempt => Verifies(attempt, _bundle));

        var sites = ParallelEnumerable.Range(0, OfSites).Select(index => (index, BundleOf(Sites(index)))).ToList();
        Assert.Empty(sites.Where(site => site.Item2 is { } bundle && Verifies(_file, bundle)).Select(site => site.index));
        Assert.Equal(10_000, attempts.Count + sites.Count);
    }

    [Fact]
    public void The_other_signature_that_mathematics_allows_is_refused()
    {
        var envelope = DsseEnvelope.Read(_file)!;
        var mirrored = envelope with { Signatures = [envelope.Signatures[0] with { Value = Mirror(envelope.Signatures[0].Value.Span) }] };

        Assert.False(Verifies(mirrored.ToBytes(), _bundle));
    }

    public void Dispose()
    {
        _signer.Dispose();
        _stranger.Dispose();
    }

    /// <summary>Half of them one bit, the others a change of structure.</summary>
    private byte[] Certificates(int index)
    {
        Random chance = new(index);
        var bytes = _file.ToArray();
        if (index % 2 == 0)
        {
            var bit = index / 2 * 8191 % (bytes.Length * 8);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            return bytes;
        }

        var at = chance.Next(bytes.Length);
        var envelope = DsseEnvelope.Read(_file)!;
        return (index / 2 % 10) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)chance.Next(32, 127), .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + chance.Next(64))..]],
            3 => [.. bytes, .. bytes[..at]],
            4 => DsseEnvelope.Sign(envelope.PayloadType, Edit(envelope.Payload, chance), _stranger).ToBytes(),
            5 => (envelope with { Payload = Edit(envelope.Payload, chance) }).ToBytes(),
            6 => (envelope with { PayloadType = envelope.PayloadType + at }).ToBytes(),
            7 => (envelope with { Signatures = [envelope.Signatures[0], envelope.Signatures[0] with { KeyId = $"{at}" }] }).ToBytes(),
            8 => Certification.Issue(_certificate with { Nonce = Convert.ToHexStringLower(RandomBytes(chance)) }, _stranger),
            _ => Encoding.UTF8.GetBytes(new JsonObject
            {
                ["payload"] = Convert.ToBase64String(envelope.Payload.Span), ["payloadType"] = envelope.PayloadType, [$"more{at}"] = at,
                ["signatures"] = JsonNode.Parse(_file)!["signatures"]!.DeepClone(),
            }.ToJsonString()),
        };
    }

    /// <summary>One bit of one file; or a file more, less, renamed, or with another's content.</summary>
    private static SiteFolder Sites(int index)
    {
        Random chance = new(index);
        var names = Site.Keys.Order(StringComparer.Ordinal).ToList();
        var name = names[index % names.Count];
        var folder = SiteFolder.Of(Site);
        var bytes = Encoding.UTF8.GetBytes(Site[name]);
        switch (index / names.Count % 5)
        {
            case 0 or 1 or 2:
                var bit = chance.Next(bytes.Length * 8);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                return folder.With(name, bytes);
            case 3:
                return folder.With(name, null);
            default:
                var other = names[(index + 1 + chance.Next(names.Count - 1)) % names.Count];
                return index % 2 == 0 && other != name ? folder.With(name, Encoding.UTF8.GetBytes(Site[other])) : folder.With($"public/more{index}.html", bytes);
        }
    }

    private static byte[] Edit(ReadOnlyMemory<byte> payload, Random chance)
    {
        var bytes = payload.ToArray();
        bytes[chance.Next(bytes.Length)] ^= (byte)(1 << chance.Next(7));
        return bytes;
    }

    private static byte[] RandomBytes(Random chance)
    {
        var bytes = new byte[NonceDigits / 2];
        chance.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mirror(ReadOnlySpan<byte> signature)
    {
        var order = System.Numerics.BigInteger.Parse("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", System.Globalization.NumberStyles.HexNumber, null);
        var reader = new System.Formats.Asn1.AsnReader(signature.ToArray(), System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(reader.ReadInteger());
            writer.WriteInteger(order - reader.ReadInteger());
        }

        return writer.Encode();
    }

    private static SiteBundle? BundleOf(SiteFolder folder) => SiteBundle.Of(Simulator, Platform.Netlify, folder, DeployContext.Production, CancellationToken.None);

    private static EcdsaSigner NewKey()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return EcdsaSigner.FromPem(pair.ExportPkcs8PrivateKeyPem(), KeyUse.Certify)!;
    }

    private bool Verifies(byte[] file, SiteBundle bundle) =>
        Certification.Check(file, [Resource], _trust, Now) is CertificateVerdict.Genuine genuine && Certification.Differences(genuine.Certificate, bundle.Subjects).IsEmpty;
}
