using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chimera.Cli.Tests;

/// <summary>An authority of one's own, a certificate of it, and its key, as texts.</summary>
internal sealed class PrivateAuthority : IDisposable
{
    private readonly X509Certificate2 _authority;

    public PrivateAuthority(string name, params string[] addresses)
    {
        using var root = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest own = new("CN=an authority of the tests", root, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        own.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(own.PublicKey, critical: false));
        var now = DateTimeOffset.UtcNow;
        _authority = own.CreateSelfSigned(now.AddDays(-2), now.AddDays(90));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        foreach (var address in addresses)
        {
            names.AddIpAddress(IPAddress.Parse(address));
        }

        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, now.AddDays(-1), now.AddDays(60), RandomNumberGenerator.GetBytes(8));
        (Authority, Certificate, Key) = (_authority.ExportCertificatePem(), certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public string Authority { get; }

    public string Certificate { get; }

    public string Key { get; }

    /// <summary>Trusts it, and no other.</summary>
    public SslClientAuthenticationOptions Trust => new()
    {
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _authority }, RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    /// <summary>Visitors who trust it, and no other.</summary>
    public HttpClient Visitor() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, SslOptions = Trust });

    /// <summary>Gives hosts its certificate and key as <c>FILES.pem</c> and <c>FILES.key</c>, and the program the authority to trust.</summary>
    public async Task BringAsync(string lab, string files, Sandbox sandbox, params string[] hosts)
    {
        foreach (var host in hosts)
        {
            await WebServers.OnAsync(lab, host, $"cat >{files}.pem <<'EOF'\n{Certificate}\nEOF\ncat >{files}.key <<'EOF'\n{Key}\nEOF\nchmod 600 {files}.key");
        }

        sandbox.Write("authority.pem", Authority);
        sandbox.Environment["SSL_CERT_FILE"] = Path.Combine(sandbox.Folder, "authority.pem");
    }

    public void Dispose() => _authority.Dispose();
}
