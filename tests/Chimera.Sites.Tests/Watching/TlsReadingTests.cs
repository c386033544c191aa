using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Chimera.Engine.Validation;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Sites.Tests.Watching;

public sealed class TlsReadingTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly X509Certificate2 _root = TlsServer.Root();

    [Theory]
    [InlineData(90, 89, null)]
    [InlineData(22.5, 22, null)]
    [InlineData(21.5, 21, Severity.Warning)]
    [InlineData(4.5, 4, Severity.Warning)]
    [InlineData(3.5, 3, Severity.Error)]
    [InlineData(0.5, 0, Severity.Error)]
    public async Task A_valid_certificate_says_how_long_still_and_warns_in_time(double days, int left, Severity? ending)
    {
        using TlsServer server = new(TlsServer.Issue(_root, "localhost", Now.AddDays(-1), Now.AddDays(days).AddMinutes(-10)));

        var valid = Assert.IsType<TlsSight.Valid>(await ReadAsync(server));

        Assert.Equal((left, ending), (valid.Days, valid.Ending?.Severity));
        Assert.Equal(0, server.Octets);
    }

    [Fact]
    public async Task One_that_ended_is_told_as_such_and_nothing_is_sent()
    {
        using TlsServer server = new(TlsServer.Issue(_root, "localhost", Now.AddDays(-90), Now.AddDays(-1)));

        Assert.Equal("tls.expired", Assert.IsType<TlsSight.Invalid>(await ReadAsync(server)).Why.Code);
        Assert.Equal(0, server.Octets);
    }

    [Fact]
    public async Task One_that_has_not_begun_is_told_as_such()
    {
        using TlsServer server = new(TlsServer.Issue(_root, "localhost", Now.AddDays(1), Now.AddDays(90)));

        Assert.Equal("tls.not-yet", Assert.IsType<TlsSight.Invalid>(await ReadAsync(server)).Why.Code);
    }

    [Fact]
    public async Task One_for_another_name_is_told_with_the_names_it_has()
    {
        using TlsServer server = new(TlsServer.Issue(_root, "www.example.org", Now.AddDays(-1), Now.AddDays(90)));

        var why = Assert.IsType<TlsSight.Invalid>(await ReadAsync(server)).Why;

        Assert.Equal(("tls.wrong-name", "the certificate of localhost is for www.example.org"), (why.Code, why.Message));
    }

    [Fact]
    public async Task One_of_an_issuer_that_nobody_here_trusts_is_told_as_such()
    {
        using TlsServer server = new(TlsServer.Issue(_root, "localhost", Now.AddDays(-1), Now.AddDays(90)));

        var sight = await new TlsReading(TimeProvider.System).ReadAsync(server.Address, CancellationToken.None);

        Assert.Equal("tls.untrusted", Assert.IsType<TlsSight.Invalid>(sight).Why.Code);
    }

    [Fact]
    public async Task Where_nobody_speaks_tls_it_is_said()
    {
        using TcpListener plain = new(IPAddress.Loopback, 0);
        plain.Start();
        var reading = new TlsReading(TimeProvider.System)
            .ReadAsync(new Uri($"https://localhost:{((IPEndPoint)plain.LocalEndpoint).Port}/"), CancellationToken.None);
        (await plain.AcceptTcpClientAsync()).Dispose();

        var sight = await reading;

        Assert.Equal("tls.no-handshake", Assert.IsType<TlsSight.Unseen>(sight).Why.Code);
    }

    [Fact]
    public async Task A_site_without_tls_has_no_certificate() =>
        Assert.IsType<TlsSight.None>(await new TlsReading(TimeProvider.System).ReadAsync(new Uri("http://127.0.0.1:1/"), CancellationToken.None));

    public void Dispose() => _root.Dispose();

    private Task<TlsSight> ReadAsync(TlsServer server) => new TlsReading(TimeProvider.System, [_root]).ReadAsync(server.Address, CancellationToken.None);
}
