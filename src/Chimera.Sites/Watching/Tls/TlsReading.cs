using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Watching.Tls;

/// <summary>
/// Reads a site's certificate from a TLS handshake of its own. Nothing is sent over that connection, and it is judged as a visitor's
/// browser would.
/// </summary>
public sealed class TlsReading
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly X509Certificate2Collection? _roots;

    public TlsReading(TimeProvider time)
        : this(time, null)
    {
    }

    /// <param name="roots">Whom to trust; the machine's own roots when null.</param>
    internal TlsReading(TimeProvider time, X509Certificate2Collection? roots) => (_time, _roots) = (time, roots);

    internal async Task<TlsSight> ReadAsync(Uri site, CancellationToken cancel)
    {
        if (site.Scheme != Uri.UriSchemeHttps)
        {
            return new TlsSight.None();
        }

        Judgement judgement = new();
        using CancellationTokenSource limit = new(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(site.IdnHost, site.Port, either.Token);
            await using SslStream stream = new(client.GetStream());
            await stream.AuthenticateAsClientAsync(Options(site.IdnHost, judgement), either.Token);
            return judgement.Sight ?? Unseen(site, "it sent none");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return judgement.Sight ?? Unseen(site, $"it took longer than {Patience.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            return judgement.Sight ?? Unseen(site, e.Message);
        }
    }

    private SslClientAuthenticationOptions Options(string host, Judgement judgement) => new()
    {
        TargetHost = host,
        CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            if (certificate is null)
            {
                return false;
            }

            using X509Certificate2 shown = new(certificate);
            judgement.Sight = TlsJudge.Judge(host, shown, chain, errors, _time.GetUtcNow())
                with { Fingerprint = shown.GetCertHashString(HashAlgorithmName.SHA256) };

            // Nothing is sent either way; a refusal tells the server that its certificate was not taken.
            return errors == SslPolicyErrors.None;
        },
    };

    private X509ChainPolicy Policy()
    {
        X509ChainPolicy policy = new() { RevocationMode = X509RevocationMode.NoCheck };
        if (_roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(_roots);
        }

        return policy;
    }

    private static TlsSight.Unseen Unseen(Uri site, string why) => new(Finding.Error(
        "tls.no-handshake", $"no TLS certificate of {site.IdnHost} could be read: {ShownText.Cut(why)}", "look whether the site is up, and at this address"));

    /// <summary>What the handshake came to, whether it was carried through or not.</summary>
    private sealed class Judgement
    {
        public TlsSight? Sight { get; set; }
    }
}
