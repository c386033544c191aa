using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chimera.Sites.Tests.Watching;

/// <summary>A TLS server on a port of its own, with a certificate of an issuer of its own. It counts what it is sent after the handshake.</summary>
internal sealed class TlsServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<X509Certificate2> _certificates = [];
    private volatile X509Certificate2 _certificate;
    private readonly Task _serving;
    private int _octets;
    private int _handshakes;

    public TlsServer(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _certificates.Add(certificate);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>What was sent by clients, handshakes not counted.</summary>
    public int Octets => Volatile.Read(ref _octets);

    public int Handshakes => Volatile.Read(ref _handshakes);

    /// <summary>From now on it shows another certificate.</summary>
    public void Renew(X509Certificate2 certificate)
    {
        _certificates.Add(certificate);
        _certificate = certificate;
    }

    public static X509Certificate2 Root()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=a root of the tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(2));
    }

    public static X509Certificate2 Issue(X509Certificate2 root, string name, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(root, from, until, RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _serving.Wait();
        _certificates.ForEach(certificate => certificate.Dispose());
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await ConverseAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // It was closed.
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        try
        {
            await using SslStream stream = new(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate });
            Interlocked.Increment(ref _handshakes);
            var buffer = new byte[4096];
            for (var length = await stream.ReadAsync(buffer); length > 0; length = await stream.ReadAsync(buffer))
            {
                Interlocked.Add(ref _octets, length);
            }
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client refused, or went away.
        }
    }
}
