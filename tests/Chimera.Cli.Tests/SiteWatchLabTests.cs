using System.Text.Json.Nodes;

namespace Chimera.Cli.Tests;

/// <summary>A deployed site on two real hosts with real nginx, watched at once where it is declared: found, attributed, healed, told.</summary>
[Collection(LabCollection.Name)]
public sealed class SiteWatchLabTests(CliLab lab) : IDisposable
{
    private const int Port = 18093;

    private const string Tamper = "cd /var/lib/chimera/folders/*/current/www && rm index.html && echo defaced >index.html";

    private static readonly string[] Hosts = ["lab1", "lab2"];

    private readonly Sandbox _sandbox = new();
    private readonly HttpClient _visitor = new(new SocketsHttpHandler { UseProxy = false });

    [Fact]
    public async Task What_was_edited_on_a_host_is_found_attributed_healed_and_told()
    {
        await BeginAsync("watch: { on_drift: heal, every: 1s }");
        using Watched watch = new(_sandbox, "monitor", "--site", "docs");
        await watch.UntilAsync("docs/host/lab1", "  right  ");
        await watch.UntilAsync("docs/host/lab2", "  right  ");

        await WebServers.OnAsync(lab.Folder, "lab1", Tamper);
        await watch.UntilAsync("docs/host/lab1", "  failing  ");
        await watch.UntilAsync("docs/host/lab1", "  right  ");

        Assert.Equal("one", await _visitor.GetStringAsync(AddressOf("lab1")));
        var (code, error) = await watch.InterruptAsync();
        Assert.True(code == 0, error);
        Assert.Contains("cause: edited on the host; on the host differ from the release: www/index.html", error, StringComparison.Ordinal);
        Assert.Contains("docs/host/lab1 is healed", error, StringComparison.Ordinal);
        var told = await ToldAsync("site.");
        var found = told.First(one => TypeOf(one) == "site.drift.found")["data"]!["cause"]!;
        Assert.Equal(("edited-on-host", "www/index.html"), (found["kind"]!.GetValue<string>(), found["paths"]![0]!.GetValue<string>()));
        Assert.Equal(["site.heal.intent", "site.heal.complete"], told.Select(TypeOf).Where(type => type.StartsWith("site.heal.", StringComparison.Ordinal)));
        var healed = told.First(one => TypeOf(one) == "site.heal.complete")["data"]!;
        Assert.Equal(("sites/docs/host/lab1", true), (healed["target"]!.GetValue<string>(), healed["healed"]!.GetValue<bool>()));
        Assert.Contains("edited-on-host, attempt 1", (await Run(0, "ledger", "show", "--type", "site.heal")).Output, StringComparison.Ordinal);
        Assert.StartsWith("intact:", (await Run(0, "ledger", "verify")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nginx", "serving.conf", $"nginx -s reload -c {WebServers.Configuration}")]
    [InlineData("caddy", "serving.caddy", $"caddy reload --adapter caddyfile --config {WebServers.Caddyfile}")]
    public async Task A_header_that_was_edited_in_the_web_servers_configuration_is_found_attributed_and_healed(string server, string serving, string reload)
    {
        await BeginAsync("watch: { on_drift: heal, every: 1s }", server);
        using Watched watch = new(_sandbox, "monitor", "--site", "docs", "--on", "lab1");
        await watch.UntilAsync("  right  ");

        await WebServers.OnAsync(lab.Folder, "lab1", $"cd /var/lib/chimera/folders/docs && sed -i s/DENY/SAMEORIGIN/ {serving} && {reload}");
        await watch.UntilAsync("  failing  ");
        await watch.UntilAsync("  right  ");

        Assert.Equal("DENY", await FrameOptionsAsync());
        var (code, error) = await watch.InterruptAsync();
        Assert.True(code == 0, error);
        Assert.Contains($"cause: edited on the host; the release's files on the host are whole, and the web server's {serving} is not what they made", error, StringComparison.Ordinal);
        Assert.Contains("docs/host/lab1 is healed", error, StringComparison.Ordinal);
        var told = await ToldAsync("site.");
        var cause = told.First(one => TypeOf(one) == "site.drift.found")["data"]!["cause"]!;
        Assert.Equal(("edited-on-host", serving), (cause["kind"]!.GetValue<string>(), cause["paths"]![0]!.GetValue<string>()));
        await Run(0, "status", "--exit-code");
    }

    [Fact]
    public async Task What_is_only_to_be_reported_is_left_as_it_is_and_verified_without_an_address()
    {
        await BeginAsync("");
        Assert.Contains("docs/host/lab2 at ", (await Run(0, "verify", "--site", "docs")).Output, StringComparison.Ordinal);

        // The release is watched, and no folder is needed for it.
        _sandbox.Write("site/index.html", "two, and not deployed");
        await WebServers.OnAsync(lab.Folder, "lab1", Tamper);

        var run = await Run(9, "monitor", "--site", "docs", "--on", "lab1", "--once", "-o", "json");
        var last = run.Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Last();
        Assert.Equal(("sites/docs/host/lab1", "edited-on-host"), (last["target"]!.GetValue<string>(), last["cause"]!["kind"]!.GetValue<string>()));
        Assert.Equal("defaced\n", await _visitor.GetStringAsync(AddressOf("lab1")));
        Assert.Contains("[live.differs]", (await Run(9, "verify", "--site", "docs", "--platform", "host", "--on", "lab1")).Error, StringComparison.Ordinal);
        await Run(0, "verify", "--site", "docs", "--on", "lab2");
        Assert.Contains("[site.not-there]", (await Run(2, "verify", "--site", "docs", "--on", "lab9")).Error, StringComparison.Ordinal);

        // With the files of another release at hand the host cannot be mended, and it is said so.
        var refused = await Run(9, "monitor", "--on", "lab1", "--once", "--on-drift", "heal");
        Assert.Contains("[folder.damaged]", refused.Error, StringComparison.Ordinal);
        Assert.Equal("defaced\n", await _visitor.GetStringAsync(AddressOf("lab1")));
    }

    [Fact]
    public async Task A_release_that_is_deployed_while_it_is_watched_is_watched_from_then_on_and_its_certificate_too()
    {
        await BeginAsync("watch: { on_drift: heal, every: 1s }");
        using Watched watch = new(_sandbox, "monitor", "--on", "lab1", "-o", "json");
        await watch.UntilAsync("\"state\":\"right\"");

        _sandbox.Write("site/index.html", "two");
        await Run(0, "deploy", "--certify", "--yes");
        Assert.Equal("two", await _visitor.GetStringAsync(AddressOf("lab1")));
        await UntilRevokedAsync();
        await watch.UntilAsync("\"state\":\"failing\"", "certificate.revoked");

        var (code, error) = await watch.InterruptAsync();
        Assert.True(code == 9, error);
        Assert.Contains("docs/host/lab1 was deployed", error, StringComparison.Ordinal);
        Assert.Contains("[certificate.revoked]", (await Run(14, "verify", "--site", "docs")).Error, StringComparison.Ordinal);
        Assert.Equal("two", await _visitor.GetStringAsync(AddressOf("lab1")));
    }

    public void Dispose()
    {
        _visitor.Dispose();
        _sandbox.Dispose();
    }

    private async Task BeginAsync(string watch, string server = "nginx")
    {
        Prerequisites.Need(server);
        await lab.RenewAsync();
        await WebServers.SetUpAsync(server, lab.Folder, Hosts);
        _sandbox.Write("site/index.html", "one");
        _sandbox.Write("site/404.html", "nothing here");
        _sandbox.Write("site/_redirects", "/old /index.html 301\n");
        _sandbox.Write("site/_headers", "/*\n  X-Frame-Options: DENY\n");
        lab.DeclareSite(_sandbox, "min_healthy_time: 200ms, healthy_deadline: 10s", $$"""
            host: { on: [lab1, lab2], listen: "{host}:{{Port}}", server: {{server}}, {{server}}: {{(server == "caddy" ? WebServers.Caddyfile : WebServers.Configuration)}} }
            {{watch}}
            """);
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
    }

    /// <summary>The watch writes to the record, too: whoever comes while it does tries again.</summary>
    private async Task UntilRevokedAsync()
    {
        var file = Directory.GetFiles(_sandbox.Folder, "host.dsse.json", SearchOption.AllDirectories).Single();
        Run run;
        do
        {
            run = await Binary.RunAsync(_sandbox, "revoke", "--site", "docs", "--certificate", file, "--why", "wrong branch");
        }
        while (run.Error.Contains("[store.held]", StringComparison.Ordinal));
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    private Uri AddressOf(string host) => new($"http://{lab.AddressOf(host)}:{Port}/");

    private async Task<string> FrameOptionsAsync()
    {
        using var answer = await _visitor.GetAsync(AddressOf("lab1"), TestContext.Current.CancellationToken);
        return answer.Headers.GetValues("X-Frame-Options").Single();
    }

    private async Task<List<JsonNode>> ToldAsync(string prefix) =>
        [.. (await Run(0, "ledger", "show", "-o", "json")).Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!).Where(told => TypeOf(told).StartsWith(prefix, StringComparison.Ordinal))];

    private static string TypeOf(JsonNode told) => told["type"]!.GetValue<string>();

    private async Task<Run> Run(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
