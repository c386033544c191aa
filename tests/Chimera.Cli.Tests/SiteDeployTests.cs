using System.Net;
using System.Text.Json.Nodes;

namespace Chimera.Cli.Tests;

/// <summary>A site on two real hosts with real nginx: certified, deployed, refused, taken back.</summary>
[Collection(LabCollection.Name)]
public sealed class SiteDeployTests(CliLab lab) : IDisposable
{
    private const int Port = 18091;

    private readonly Sandbox _sandbox = new();
    private string _server = "nginx";
    private readonly HttpClient _visitor = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    [Fact]
    public async Task What_was_changed_on_a_host_is_seen_and_put_back_there_alone()
    {
        await BeginAsync();
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        const string Tamper = "cd /var/lib/chimera/folders/*/current/www && rm index.html && echo defaced >index.html && mkdir more && echo more >more/page.html";
        await WebServers.OnAsync(lab.Folder, "lab1", Tamper);
        Assert.Equal("defaced\n", await (await GetAsync("lab1", "/")).Content.ReadAsStringAsync());
        Assert.Equal("more\n", await (await GetAsync("lab1", "/more/page.html")).Content.ReadAsStringAsync());
        const string Untouched = "ls -ldi --time-style=full-iso /var/lib/chimera/folders/*/current/www/* /var/lib/chimera/folders/*/current-*";
        var before = await WebServers.OnAsync(lab.Folder, "lab2", Untouched);

        var status = (await Run(0, "status")).Output;
        Assert.Contains("(its files were changed on the host; a deploy puts them back)", Assert.Single(status.Split('\n'), line => line.Contains("lab1", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("as-left", Assert.Single(status.Split('\n'), line => line.Contains("lab2", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("(changed on the host: put back)", (await Run(0, "plan")).Output, StringComparison.Ordinal);
        await Run(0, "deploy", "--yes");

        await AssertShownAsync("one");
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("lab1", "/more/page.html")).StatusCode);
        Assert.Equal(before, await WebServers.OnAsync(lab.Folder, "lab2", Untouched));
        Assert.DoesNotContain("damaged", (await Run(0, "status")).Output, StringComparison.Ordinal);
        Assert.Contains("nothing to do", (await Run(0, "deploy", "--yes")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("caddy")]
    public async Task What_was_edited_in_the_web_servers_configuration_is_seen_before_it_is_taken_in_and_put_back(string server)
    {
        await BeginAsync(server);
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        Assert.DoesNotContain("changed", (await Run(0, "status", "--exit-code")).Output, StringComparison.Ordinal);
        var serving = $"/var/lib/chimera/folders/docs/serving.{(server == "caddy" ? "caddy" : "conf")}";
        await WebServers.OnAsync(lab.Folder, "lab1", $"sed -i s/DENY/SAMEORIGIN/ {serving} && grep -q SAMEORIGIN {serving}");
        Assert.Equal("DENY", (await GetAsync("lab1", "/")).Headers.GetValues("X-Frame-Options").Single());

        var status = (await Run(9, "status", "--exit-code")).Output;
        Assert.Contains("(its files were changed on the host; a deploy puts them back)", Assert.Single(status.Split('\n'), line => line.Contains("lab1", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("as-left", Assert.Single(status.Split('\n'), line => line.Contains("lab2", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("(changed on the host: put back)", (await Run(0, "plan")).Output, StringComparison.Ordinal);
        Assert.Contains("lab1", (await Run(9, "diff")).Output, StringComparison.Ordinal);
        await Run(0, "deploy", "--yes");

        Assert.DoesNotContain("SAMEORIGIN", await WebServers.OnAsync(lab.Folder, "lab1", $"cat {serving}"), StringComparison.Ordinal);
        await Run(0, "status", "--exit-code");
        await AssertShownAsync("one");
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("caddy")]
    public async Task A_certified_site_is_shown_on_every_host_and_taken_back(string server)
    {
        await BeginAsync(server);

        Assert.Contains("[certificate.missing]", (await Run(5, "deploy", "--yes")).Error, StringComparison.Ordinal);
        Assert.Null(await TryGetAsync("lab1", "/"));
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        foreach (var host in Hosts)
        {
            Assert.Equal("one", await (await GetAsync(host, "/")).Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.MovedPermanently, (await GetAsync(host, "/old")).StatusCode);
            Assert.Equal("DENY", (await GetAsync(host, "/")).Headers.GetValues("X-Frame-Options").Single());
        }

        Assert.Contains("nothing to do", (await Run(0, "deploy", "--yes")).Error, StringComparison.Ordinal);

        _sandbox.Write("site/index.html", "two");
        var plan = await Run(5, "plan");
        Assert.Contains("~ /index.html", plan.Output, StringComparison.Ordinal);
        Assert.Contains("[certificate.missing]", (await Run(5, "deploy", "--yes")).Error, StringComparison.Ordinal);
        await Run(0, "deploy", "--certify", "--platform", "host", "--yes");
        await AssertShownAsync("two");

        await Run(0, "rollback", "--yes");
        await AssertShownAsync("one");
        Assert.StartsWith("intact:", (await Run(0, "ledger", "verify")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_after_it_was_certified_is_not_shown()
    {
        await BeginAsync();
        await Run(0, "key", "new");
        await Run(0, "certify", "--site", "docs");
        _sandbox.Write("site/index.html", "smuggled in");

        var refused = await Run(5, "deploy", "--yes");

        Assert.Contains("[certificate.missing]", refused.Error, StringComparison.Ordinal);
        Assert.Null(await TryGetAsync("lab1", "/"));
    }

    [Fact]
    public async Task A_release_whose_certificate_was_taken_back_is_shown_no_more()
    {
        await BeginAsync();
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        _sandbox.Write("site/index.html", "two");
        await Run(0, "certify", "--site", "docs");
        await Run(0, "revoke", "--site", "docs", "--certificate", ".chimera/certificates/docs/host.dsse.json", "--why", "it was a mistake");

        Assert.Contains("[certificate.revoked]", (await Run(5, "deploy", "--yes")).Error, StringComparison.Ordinal);
        await AssertShownAsync("one");
    }

    [Fact]
    public async Task A_site_that_does_not_answer_as_foreseen_is_taken_back_everywhere()
    {
        await BeginAsync();
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        _sandbox.Write("site/index.html", "two");
        // Nobody listens there, so what is shown cannot be verified.
        Declare("address: \"http://{host}:1\", ");

        var failed = await Run(7, "deploy", "--certify", "--yes");

        Assert.Contains("reverted", failed.Output, StringComparison.Ordinal);
        await AssertShownAsync("one", atOnce: false);
        Assert.Contains("chimera.rollback.triggered", (await Run(0, "ledger", "show")).Output, StringComparison.Ordinal);
        Declare("");
        Assert.Contains("[plan.quarantined]", (await Run(5, "deploy", "--yes")).Error, StringComparison.Ordinal);
        await Run(0, "deploy", "--release-quarantine", "--yes");
        await AssertShownAsync("two");
    }

    [Fact]
    public async Task What_failed_is_parked_with_its_evidence_discarded_or_tried_again()
    {
        await BeginAsync();
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        _sandbox.Write("site/index.html", "two");
        // Where it is verified, the port is closed; then somebody mends that.
        Declare($"address: \"http://{{host}}:{Port + 1}\", ");
        await Run(7, "deploy", "--certify", "--yes");

        var held = JsonNode.Parse((await Run(0, "quarantine", "list", "-o", "json")).Raw)!;
        Assert.StartsWith("live.", held["why"]!["code"]!.GetValue<string>(), StringComparison.Ordinal);
        var name = held["generation"]!.GetValue<string>();
        var evidence = (await Run(0, "quarantine", "show", name[..20])).Output;
        Assert.Contains("step.failed", evidence, StringComparison.Ordinal);
        Assert.Contains("step.reverted", evidence, StringComparison.Ordinal);

        _sandbox.Write("site/other.html", "three");
        Declare("");
        await Run(0, "deploy", "--certify", "--yes");
        Assert.Equal("three", await (await GetAsync("lab1", "/other")).Content.ReadAsStringAsync());

        await Run(0, "quarantine", "discard", name[..20], "--why", "three is better");
        Assert.Empty((await Run(0, "quarantine", "list")).Output);
        Assert.Contains("three is better", (await Run(0, "quarantine", "list", "--all")).Output, StringComparison.Ordinal);
        Assert.Contains("[quarantine.unknown]", (await Run(5, "quarantine", "replay", "nothing")).Error, StringComparison.Ordinal);
        // The plan in which it failed began elsewhere, so it is not carried out again.
        Assert.Contains("[plan.stale]", (await Run(5, "quarantine", "replay", name[..20], "--yes")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_for_a_reason_that_is_gone_is_tried_again()
    {
        await BeginAsync();
        await Run(0, "key", "new");
        await WebServers.OnAsync(lab.Folder, "lab1", $"cp {WebServers.Configuration} /var/lib/web/before; sed -i '/serving.conf/d' {WebServers.Configuration}");
        await Run(7, "deploy", "--certify", "--yes");
        await WebServers.OnAsync(lab.Folder, "lab1", $"cp /var/lib/web/before {WebServers.Configuration}");

        await Run(0, "quarantine", "replay", "sha256:", "--yes");

        await AssertShownAsync("one");
        Assert.Empty((await Run(0, "quarantine", "list", "--all")).Output);
    }

    [Fact]
    public async Task A_first_release_that_fails_is_taken_away_again()
    {
        await BeginAsync();
        await Run(0, "key", "new");
        Declare("address: \"http://{host}:1\", ");

        await Run(7, "deploy", "--certify", "--yes");

        // Nobody answers where the site is to be asked, so nobody can tell when nginx has taken the change in.
        for (var look = 0; look < 200 && await TryGetAsync("lab1", "/") is not null; look++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        Assert.Null(await TryGetAsync("lab1", "/"));
    }

    [Theory]
    [InlineData("nginx", "add 'include")]
    [InlineData("caddy", "add 'import")]
    public async Task A_host_whose_web_server_would_not_take_it_in_is_said_so(string server, string how)
    {
        await BeginAsync(server);
        await Run(0, "key", "new");
        await WebServers.OnAsync(lab.Folder, "lab1", $"sed -i '/serving/d' {(server == "caddy" ? WebServers.Caddyfile : WebServers.Configuration)}");

        var failed = await Run(7, "deploy", "--certify", "--yes");

        Assert.Contains(how, failed.Output + failed.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _visitor.Dispose();
        _sandbox.Dispose();
    }

    private static string[] Hosts => ["lab1", "lab2"];

    private async Task BeginAsync(string server = "nginx")
    {
        Prerequisites.Need(server);
        await lab.RenewAsync();
        _server = server;
        await WebServers.SetUpAsync(server, lab.Folder, Hosts);
        _sandbox.Write("site/index.html", "one");
        _sandbox.Write("site/404.html", "nothing here");
        _sandbox.Write("site/_redirects", "/old /index.html 301\n");
        _sandbox.Write("site/_headers", "/*\n  X-Frame-Options: DENY\n");
        Declare("");
    }

    private void Declare(string more) =>
        lab.DeclareSite(_sandbox, "min_healthy_time: 200ms, healthy_deadline: 2s", $$"""
            host: { on: [lab1, lab2], listen: "{host}:{{Port}}", {{more}}server: {{_server}}, {{_server}}: {{(_server == "caddy" ? WebServers.Caddyfile : WebServers.Configuration)}} }
            """);

    /// <summary>At once, unless the site is declared to be asked where nobody answers: then nobody can tell when nginx has taken the other release in.</summary>
    private async Task AssertShownAsync(string text, bool atOnce = true)
    {
        foreach (var host in Hosts)
        {
            var shown = await (await GetAsync(host, "/")).Content.ReadAsStringAsync();
            for (var look = 0; !atOnce && shown != text && look < 200; look++)
            {
                await Task.Delay(25, TestContext.Current.CancellationToken);
                shown = await (await GetAsync(host, "/")).Content.ReadAsStringAsync();
            }

            Assert.Equal(text, shown);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string host, string path) => await _visitor.GetAsync(new Uri($"http://{lab.AddressOf(host)}:{Port}{path}"));

    private async Task<HttpResponseMessage?> TryGetAsync(string host, string path)
    {
        try
        {
            return await GetAsync(host, path);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<Run> Run(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
