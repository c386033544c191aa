using System.Net;
using System.Net.Sockets;
using Chimera.Engine.Execution;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>Every kind of check against a real host on trial, from both ends, when it passes and when it does not.</summary>
public sealed class HealthCheckTests(LabFixture lab)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Each_check_passes_where_it_holds_and_says_what_is_wrong_where_it_does_not()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        await parts.TryAsync(host.Spec().Order(null, await TestSystem.BuildAsync("few", paths: 5)));
        // Held and never listened at, so that nobody else answers there.
        using Socket held = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        held.Bind(new IPEndPoint(IPAddress.Any, 0));
        var (near, far, silent) = (FreePort(), FreePort(), ((IPEndPoint)held.LocalEndPoint!).Port);
        await ServeAsync(host, "127.0.0.1", near);
        await ServeAsync(host, host.Address, far);

        Assert.Equal("", await AskAsync(host, parts, new HealthCheck.Command("test -d /nix/store && [ \"$(hostname)\" = \"" + host.Name + "\" ]", Limit)));
        Assert.Equal("health.command-failed", await AskAsync(host, parts, new HealthCheck.Command("exit 3", Limit)));
        Assert.Equal("health.timeout", await AskAsync(host, parts, new HealthCheck.Command("sleep 600", TimeSpan.FromSeconds(1))));

        Assert.Equal("", await AskAsync(host, parts, new HealthCheck.Tcp(near, ProbeOrigin.Host, Limit)));
        Assert.Equal("health.tcp-refused", await AskAsync(host, parts, new HealthCheck.Tcp(silent, ProbeOrigin.Host, Limit)));
        Assert.Equal("", await AskAsync(host, parts, new HealthCheck.Tcp(far, ProbeOrigin.Controller, Limit)));
        Assert.Equal("health.tcp-refused", await AskAsync(host, parts, new HealthCheck.Tcp(silent, ProbeOrigin.Controller, Limit)));

        foreach (var origin in new[] { ProbeOrigin.Host, ProbeOrigin.Controller })
        {
            Assert.Equal("", await AskAsync(host, parts, new HealthCheck.Http($"http://{host.Address}:{far}/", 200, origin, Limit)));
            Assert.Equal("health.http-status", await AskAsync(host, parts, new HealthCheck.Http($"http://{host.Address}:{far}/absent", 200, origin, Limit)));
            Assert.Equal("", await AskAsync(host, parts, new HealthCheck.Http($"http://{host.Address}:{far}/absent", 404, origin, Limit)));
            Assert.Equal("health.http-failed", await AskAsync(host, parts, new HealthCheck.Http($"http://{host.Address}:{silent}/", 200, origin, Limit)));
        }

        Assert.Equal("health.no-systemd", await AskAsync(host, parts, new HealthCheck.Unit("sshd.service", Limit)));
    }

    /// <summary>The code of what is wrong; nothing for a healthy host.</summary>
    private static async Task<string> AskAsync(RentedHost host, RealmParts parts, HealthCheck check)
    {
        var order = host.Spec(check).Order(null, await TestSystem.BuildAsync("few", paths: 5));
        return await parts.Realm.VerifyAsync(order, TestContext.Current.CancellationToken) switch
        {
            Health.Healthy => "",
            Health.Unhealthy unhealthy => unhealthy.Why.Code,
            var gone => gone.ToString(),
        };
    }

    private static async Task ServeAsync(RentedHost host, string address, int port) => (await host.RunAsync(
        $"mkdir -p /tmp/www; echo hello >/tmp/www/index.html; busybox httpd -p {address}:{port} -h /tmp/www; "
        + $"until busybox nc {address} {port} -e true; do sleep 0.05; done")).Succeeded();

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
