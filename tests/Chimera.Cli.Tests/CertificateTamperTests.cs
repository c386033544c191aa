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
    private const int OfSites = 1000;
    private const int NonceDigits = 64;

    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly string Resource = SiteCertificate.ResourceOf("docs", Platform.Netlify);
    private static readonly SiteSimulator Simulator = new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);

    // Each file is one that the platform reads or publishes, and long enough for as many bits as are turned in it.
    private static readonly ImmutableDictionary<Platform, IReadOnlyDictionary<string, string>> All = new Dictionary<Platform, IReadOnlyDictionary<string, string>>
    {
        [Platform.Netlify] = Site("public/", ("netlify.toml", "# the site\n[build]\npublish = \"public\"\n\n[[redirects]]\nfrom = \"/a/*\"\nto = \"/b/:splat\"\nstatus = 302\n"),
            ("public/_redirects", "/old /new 301\n/api/* https://api.example.org/:splat 200\n"), ("public/_headers", "/*\n  X-Frame-Options: DENY\n/css/*\n  Cache-Control: max-age=60\n")),
        [Platform.Render] = Site("public/", ("render.yaml",
            "services:\n  - type: web\n    name: docs\n    runtime: static\n    buildCommand: echo\n    staticPublishPath: public\n    headers:\n      - { path: /*, name: X-A, value: b }\n")),
        [Platform.GithubPages] = Site("", (".nojekyll", "")),
        [Platform.Host] = Site("", ("_redirects", "/old /new 301\n/api/* https://api.example.org/:splat 200\n"), ("_headers", "/*\n  X-Frame-Options: DENY\n")),
    }.ToImmutableDictionary();

    private static readonly IReadOnlyDictionary<string, string> OfNetlify = All[Platform.Netlify];

    private readonly EcdsaSigner _signer = NewKey();
    private readonly EcdsaSigner _stranger = NewKey();
    private readonly TrustList _trust;
    private readonly SiteBundle _bundle;
    private readonly Certificate _certificate;
    private readonly byte[] _file;

    public CertificateTamperTests()
    {
        _trust = new TrustList([TrustedSigner.Of(_signer.Verifier, Purpose.Certify)], ImmutableDictionary<string, string>.Empty);
        _bundle = BundleOf(Platform.Netlify, SiteFolder.Of(OfNetlify))!;
        _certificate = CertificateOf(Platform.Netlify, _bundle);
        _file = Certification.Issue(_certificate, _signer);
    }

    [Fact]
    public void What_was_certified_verifies_and_no_other_certificate_does()
    {
        Assert.True(Verifies(_file, Resource, _bundle));

        var attempts = Enumerable.Range(0, OfCertificates).Select(Certificates).ToList();

        Assert.All(attempts, attempt => Assert.False(attempt.AsSpan().SequenceEqual(_file)));
        Assert.Equal(OfCertificates, attempts.Select(attempt => Convert.ToHexString(SHA256.HashData(attempt))).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(attempts, attempt => Verifies(attempt, Resource, _bundle));
        Assert.Equal(10_000, OfCertificates + (OfSites * All.Count));
    }

    [Theory]
    [InlineData(Platform.Netlify)]
    [InlineData(Platform.Render)]
    [InlineData(Platform.GithubPages)]
    [InlineData(Platform.Host)]
    public void What_was_certified_verifies_and_no_other_site_does(Platform platform)
    {
        var original = SiteFolder.Of(All[platform]);
        var bundle = BundleOf(platform, original)!;
        var resource = SiteCertificate.ResourceOf("docs", platform);
        var file = Certification.Issue(CertificateOf(platform, bundle), _signer);
        Assert.True(Verifies(file, resource, bundle));

        var folders = Enumerable.Range(0, OfSites).Select(index => Sites(All[platform], index)).ToList();
        HashSet<string> known = new([PrintOf(original)], StringComparer.Ordinal);
        Assert.All(folders, folder => Assert.True(known.Add(PrintOf(folder)), "this is the site that was certified, or another attempt once more"));
        var sites = folders.AsParallel().AsOrdered().Select(folder => BundleOf(platform, folder)).ToList();

        Assert.Empty(sites.Select((site, index) => (site, index)).Where(at => at.site is { } other && Verifies(file, resource, other)).Select(at => at.index));
        // A site that a platform would not take is refused before it is compared: that says nothing of the comparison.
        Assert.True(sites.Count(site => site is not null) > OfSites / 2, $"only {sites.Count(site => site is not null)} of {OfSites} would be deployed");
    }

    [Fact]
    public void The_other_signature_that_mathematics_allows_is_refused()
    {
        var envelope = DsseEnvelope.Read(_file)!;
        var mirrored = envelope with { Signatures = [envelope.Signatures[0] with { Value = Mirror(envelope.Signatures[0].Value.Span) }] };

        Assert.False(Verifies(mirrored.ToBytes(), Resource, _bundle));
    }

    public void Dispose()
    {
        _signer.Dispose();
        _stranger.Dispose();
    }

    /// <summary>Half of them one bit, the others a change of structure. None comes twice.</summary>
    private byte[] Certificates(int index)
    {
        var bytes = _file.ToArray();
        if (index % 2 == 0)
        {
            var bit = index / 2 * 8191 % (bytes.Length * 8);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            return bytes;
        }

        Random chance = new(index);
        var (kind, turn) = (index / 2 % 10, index / 20);
        var at = turn * 7919 % (bytes.Length - OfCertificates / 20);
        var envelope = DsseEnvelope.Read(_file)!;
        return kind switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)" \t~!"[turn % 4], .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[(at + 1 + turn)..]],
            3 => [.. bytes, .. bytes[..(at + 1)]],
            4 => DsseEnvelope.Sign(envelope.PayloadType, Edit(envelope.Payload, turn), _stranger).ToBytes(),
            5 => (envelope with { Payload = Edit(envelope.Payload, turn) }).ToBytes(),
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

    /// <summary>One bit of one file; or a file more, renamed, or with another's content. None comes twice.</summary>
    private static SiteFolder Sites(IReadOnlyDictionary<string, string> site, int index)
    {
        var names = site.Where(file => file.Value.Length > 0).Select(file => file.Key).Order(StringComparer.Ordinal).ToList();
        var name = names[index % names.Count];
        var bytes = Encoding.UTF8.GetBytes(site[name]);
        var (kind, turn) = (index / names.Count % 5, index / names.Count / 5);
        var folder = SiteFolder.Of(site);
        var below = site.ContainsKey("index.html") ? "" : "public/";
        switch (kind)
        {
            case 0 or 1 or 2:
                var bit = ((turn * 3) + kind) * 1009 % (bytes.Length * 8);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                return folder.With(name, bytes);
            case 3:
                return turn == 0 ? folder.With(name, null) : folder.With(name, null).With($"{below}moved{index}.html", bytes);
            default:
                var other = names[(index + 1 + turn) % names.Count];
                return turn < names.Count - 1 ? folder.With(name, Encoding.UTF8.GetBytes(site[other])) : folder.With($"{below}more{index}.html", bytes);
        }
    }

    /// <summary>All names and contents of a folder.</summary>
    private static string PrintOf(SiteFolder folder) => string.Join('\n', folder.FilesBelow("").Select(file => file.Path).Order(StringComparer.Ordinal)
        .Select(path => $"{path} {Convert.ToHexString(SHA256.HashData(folder.Read(path)!))}"));

    /// <param name="below">The folder that is published.</param>
    private static Dictionary<string, string> Site(string below, params (string Name, string Text)[] more)
    {
        Dictionary<string, string> site = new(StringComparer.Ordinal)
        {
            [below + "index.html"] = "<!doctype html><link rel=stylesheet href=/css/a.css><p>hello",
            [below + "new.html"] = "<!doctype html><p>new, and long enough",
            [below + "404.html"] = "<!doctype html><p>there is nothing here",
            [below + "css/a.css"] = "p { color: red; margin: 0; padding: 0 }",
        };
        foreach (var (name, text) in more)
        {
            site.Add(name, text);
        }

        return site;
    }

    // Two bits far apart: one alone could be what a bit of its base64 is.
    private static byte[] Edit(ReadOnlyMemory<byte> payload, int turn)
    {
        var bytes = payload.ToArray();
        var at = turn * 7919 % (bytes.Length / 2);
        bytes[at] ^= (byte)(1 << (turn % 7));
        bytes[at + (bytes.Length / 2)] ^= 1;
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

    private static SiteBundle? BundleOf(Platform platform, SiteFolder folder) => SiteBundle.Of(Simulator, platform, folder, DeployContext.Production, CancellationToken.None);

    private Certificate CertificateOf(Platform platform, SiteBundle bundle) => new(
        SiteCertificate.ResourceOf("docs", platform), TrustedSigner.VerifierOf(_signer.Verifier), "1.2.3", SiteCertificate.PolicyOf(Severity.Error), Now, Now.AddDays(1),
        new string('5', NonceDigits), SiteCertificate.EvidenceOf(bundle, DeployContext.Production), bundle.Subjects);

    private static EcdsaSigner NewKey()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return EcdsaSigner.FromPem(pair.ExportPkcs8PrivateKeyPem(), KeyUse.Certify)!;
    }

    private bool Verifies(byte[] file, string resource, SiteBundle bundle) =>
        Certification.Check(file, [resource], _trust, Now) is CertificateVerdict.Genuine genuine && Certification.Differences(genuine.Certificate, bundle.Subjects).IsEmpty;
}
