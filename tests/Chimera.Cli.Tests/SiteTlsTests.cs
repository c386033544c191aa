using System.Net;

namespace Chimera.Cli.Tests;

/// <summary>A site by https on two real hosts with real web servers, with a certificate of a private authority.</summary>
[Collection(LabCollection.Name)]
public sealed class SiteTlsTests(CliLab lab) : IDisposable
{
    private const int Port = 18094;
    private const int HttpPort = 18095;
    private const string Files = "/var/lib/web/www";

    private readonly Sandbox _sandbox = new();

    [Theory]
    [InlineData("nginx")]
    [InlineData("caddy")]
    public async Task A_site_is_shown_by_https_watched_and_kept_when_the_next_has_no_key(string server)
    {
        Prerequisites.Need(server);
        await lab.RenewAsync();
        await WebServers.SetUpAsync(server, lab.Folder, Hosts);
        using PrivateAuthority authority = new("docs.example", [.. Hosts.Select(lab.AddressOf)]);
        await authority.BringAsync(lab.Folder, Files, _sandbox, Hosts);
        _sandbox.Write("site/index.html", "one");
        _sandbox.Write("site/404.html", "nothing here");
        _sandbox.Write("site/_redirects", "/old /index.html 301\n");
        Declare(server, server == "caddy" ? WebServers.Caddyfile : WebServers.Configuration);
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        using var visitor = authority.Visitor();
        await AssertShownAsync(visitor, "one");
        using var led = await visitor.GetAsync(new Uri($"http://{lab.AddressOf("lab1")}:{HttpPort}/old?x=1"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.MovedPermanently, $"https://{lab.AddressOf("lab1")}:{Port}/old?x=1"), (led.StatusCode, led.Headers.Location?.OriginalString));
        await Run(0, "monitor", "--path", "site", "--platform", "host", "--url", $"https://{lab.AddressOf("lab1")}:{Port}/", "--once");

        await WebServers.OnAsync(lab.Folder, "lab1", $"rm {Files}.key");
        _sandbox.Write("site/index.html", "two");
        var refused = await Run(7, "deploy", "--certify", "--yes");

        Assert.Contains($"{Files}.key", refused.Output + refused.Error, StringComparison.Ordinal);
        await AssertShownAsync(visitor, "one");
    }

    public void Dispose() => _sandbox.Dispose();

    private static string[] Hosts => ["lab1", "lab2"];

    private async Task AssertShownAsync(HttpClient visitor, string text)
    {
        foreach (var host in Hosts)
        {
            Assert.Equal(text, await visitor.GetStringAsync(new Uri($"https://{lab.AddressOf(host)}:{Port}/"), TestContext.Current.CancellationToken));
        }
    }

    private void Declare(string server, string configuration) =>
        lab.DeclareSite(_sandbox, "min_healthy_time: 200ms, healthy_deadline: 20s", $$"""
            host:
              on: [lab1, lab2]
              listen: "{host}:{{Port}}"
              # Its name, by which a release is verified, and its addresses, by which it is asked here.
              server_name: docs.example {{string.Join(' ', Hosts.Select(lab.AddressOf))}}
              tls: { certificate: {{Files}}.pem, key: {{Files}}.key, redirect_from: "{host}:{{HttpPort}}" }
              server: {{server}}
              {{server}}: {{configuration}}
            """);

    private async Task<Run> Run(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
