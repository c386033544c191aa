using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Chimera.Sites.Balancing;
using Chimera.Sites.Tests.Balancing;

namespace Chimera.Cli.Tests;

/// <summary>A site on two real hosts behind balancers on two others, with real nginx or Caddy, by http and https: deployed, under load, shifted, edited by hand, taken back.</summary>
[Collection(LabCollection.Name)]
public sealed class BalanceDeployTests(CliLab lab, ITestOutputHelper output) : IDisposable
{
    private const int SitePort = 18093;
    private const int EdgePort = 18094;
    private const int HttpPort = 18095;
    private const string Files = "/var/lib/web/edge";

    private static readonly string[] Backends = ["lab1", "lab2"];
    private static readonly string[] Edges = ["lab3", "lab4"];

    private readonly Sandbox _sandbox = new();
    private PrivateAuthority? _authority;
    private HttpClient? _visitor;
    private string _server = "nginx";
    private bool _tls;

    [Theory]
    [InlineData("nginx", false)]
    [InlineData("caddy", true)]
    public async Task A_dead_backend_costs_no_visitor_anything_and_gets_its_share_back(string server, bool tls)
    {
        await BeginAsync(server, tls);
        await RunAsync(0, "deploy", "--certify", "--yes");
        await AssertOrderAsync();
        var declared = await AssertInForceAsync();
        using (EdgeLoad steady = new(tls ? _authority!.Trust : null, Addresses))
        {
            await steady.RunAsync("/steady", asked => asked >= 2000);
            Assert.Empty(steady.Failed);
        }

        await AssertSharesAsync("/steady");

        using EdgeLoad load = new(tls ? _authority!.Trust : null, Addresses);
        var over = false;
        var visitors = load.RunAsync("/page", _ => Volatile.Read(ref over));
        using (FollowedRun first = new(_sandbox, "balance", "docs", "--apply"))
        {
            await first.UntilAsync("host/lab1 70.0 %, host/lab2 30.0 %");
            await WebServers.OnAsync(lab.Folder, "lab1", "kill $(cat /var/lib/web/nginx.pid)");
            await first.UntilAsync("  host/lab1 0.0 %, host/lab2 100.0 %", "lab3: in force: host/lab1 0.0 %, host/lab2 100.0 %", "lab4: in force: host/lab1 0.0 %, host/lab2 100.0 %");
            // A controller that dies leaves what is in force as it is.
            first.Kill();
            await first.EndAsync();
        }

        var shifted = (await RunAsync(0, "status", "--exit-code")).Raw;
        foreach (var edge in Edges)
        {
            Assert.Matches($@"docs/balance/{edge} +shifted +{declared}  \(shifted: host/lab1 0\.0 %, host/lab2 100\.0 %\)", shifted);
        }

        Assert.Contains("lab4: in force: host/lab1 0.0 %, host/lab2 100.0 %", (await RunAsync(9, "balance", "docs")).Error, StringComparison.Ordinal);
        Assert.Contains("nothing to do", (await RunAsync(0, "deploy", "--yes")).Error, StringComparison.Ordinal);
        using (FollowedRun second = new(_sandbox, "balance", "docs", "--apply"))
        {
            await second.UntilAsync("taking up from what is in force there since ", "  host/lab1 0.0 %, host/lab2 100.0 %");
            await WebServers.OnAsync(lab.Folder, "lab1", $"nginx -c {WebServers.Configuration}");
            await second.UntilAsync("  host/lab1 35.0 %, host/lab2 65.0 %");
            await second.UntilAsync("  host/lab1 70.0 %, host/lab2 30.0 %", "lab3: as declared again", "lab4: as declared again");
            Assert.True(await second.StopAsync() == 0, second.Said);
            Assert.DoesNotContain("host/lab1 70.0 %, host/lab2 30.0 %; host/lab1", second.Said, StringComparison.Ordinal);
        }

        Volatile.Write(ref over, true);
        await visitors;
        output.WriteLine($"{server}{(tls ? " by https" : "")}: {load.Answered} GETs through two balancers while a backend died and came back: {load.Failed.Count} failed, {load.Again} sent again");
        Assert.Empty(load.Failed);
        Assert.Equal(declared, await AssertInForceAsync());
        using (EdgeLoad after = new(tls ? _authority!.Trust : null, Addresses))
        {
            await after.RunAsync("/after", asked => asked >= 2000);
            Assert.Empty(after.Failed);
        }

        await AssertSharesAsync("/after");
        Assert.Contains("site.balance.shifted", (await RunAsync(0, "ledger", "show")).Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nginx", true)]
    [InlineData("caddy", false)]
    public async Task What_was_edited_on_a_balancer_is_seen_left_alone_by_shifts_and_put_back_by_a_deploy(string server, bool tls)
    {
        await BeginAsync(server, tls);
        await RunAsync(0, "deploy", "--certify", "--yes");
        var declared = await AssertInForceAsync();
        if (tls)
        {
            using var led = await _visitor!.GetAsync(new Uri($"http://{lab.AddressOf("lab3")}:{HttpPort}/page?x=1"), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.MovedPermanently, new Uri(AddressOf("lab3"), "/page?x=1")), (led.StatusCode, led.Headers.Location));
        }

        await WebServers.OnAsync(lab.Folder, "lab3", $"sed 's/3s/9s/' {Serving} >/tmp/edited && cp /tmp/edited {Serving} && {(server == "caddy" ? "caddy reload --adapter caddyfile --config" : "nginx -s reload -c")} {Own}");

        var status = (await RunAsync(9, "status", "--exit-code")).Output;
        Assert.Contains("(its files were changed on the host; a deploy puts them back)", LineOf(status, "lab3"), StringComparison.Ordinal);
        Assert.Contains("as-left", LineOf(status, "lab4"), StringComparison.Ordinal);
        Assert.Contains("(changed on the host: put back)", (await RunAsync(0, "plan")).Output, StringComparison.Ordinal);
        using (FollowedRun apply = new(_sandbox, "balance", "docs", "--apply"))
        {
            await apply.UntilAsync("lab3: its files were changed on the host; 'chimera deploy' puts them back; nothing was changed there");
            Assert.True(await apply.StopAsync() == 0, apply.Said);
        }

        await RunAsync(0, "deploy", "--yes");

        Assert.Equal(declared, await AssertInForceAsync());
        Assert.DoesNotContain("9s", await WebServers.OnAsync(lab.Folder, "lab3", $"cat {Serving}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nginx", false)]
    [InlineData("caddy", true)]
    public async Task A_configuration_that_is_refused_changes_nothing_and_weights_go_back(string server, bool tls)
    {
        await BeginAsync(server, tls);
        await RunAsync(0, "deploy", "--certify", "--yes");
        var first = await AssertInForceAsync();

        Declare("{host/lab1: 50, host/lab2: 50}");
        Assert.Matches(@"~ weight of host/lab1 +70\.0 % -> 50\.0 %", (await RunAsync(0, "plan")).Output);
        await RunAsync(0, "deploy", "--yes");
        var second = await AssertInForceAsync();
        Assert.NotEqual(first, second);
        await RunAsync(0, "rollback", "--yes");
        Assert.Equal(first, await AssertInForceAsync());

        // No address of the hosts: nobody can listen there.
        Declare("{host/lab1: 70, host/lab2: 30}", listen: "192.0.2.1");
        var failed = await RunAsync(6, "deploy", "--yes");
        Assert.Contains("192.0.2.1", failed.Output + failed.Error, StringComparison.Ordinal);
        Declare("{host/lab1: 70, host/lab2: 30}");
        Assert.Equal(first, await AssertInForceAsync());

        // A shift that cannot be taken in is told, and the other balancer has it.
        await WebServers.OnAsync(lab.Folder, "lab3", $"cp {Own} /var/lib/web/kept && echo 'nonsense {{' >>{Own}");
        await WebServers.OnAsync(lab.Folder, "lab2", "kill $(cat /var/lib/web/nginx.pid)");
        using (FollowedRun apply = new(_sandbox, "balance", "docs", "--apply"))
        {
            await apply.UntilAsync("lab3: the host keeps what it had: ", "lab4: in force: host/lab1 100.0 %, host/lab2 0.0 %");
            Assert.Contains(await MarkerAsync("lab3"), first, StringComparison.Ordinal);
            await WebServers.OnAsync(lab.Folder, "lab3", $"cp /var/lib/web/kept {Own}");
            await apply.UntilAsync("lab3: in force: host/lab1 100.0 %, host/lab2 0.0 %");
            Assert.True(await apply.StopAsync() == 9, apply.Said);
        }
    }

    [Fact]
    public async Task Of_two_who_shift_one_site_the_second_is_refused_also_with_a_state_folder_of_its_own()
    {
        await BeginAsync();
        await RunAsync(0, "deploy", "--certify", "--yes");
        using Sandbox elsewhere = new();
        // It takes for panic what the first does not, so that they do not agree.
        elsewhere.Write("chimera.yaml", File.ReadAllText(Path.Combine(_sandbox.Folder, "chimera.yaml")).Replace("panic_below: 25", "panic_below: 100", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Path.Combine(_sandbox.Folder, "site")))
        {
            elsewhere.Write($"site/{Path.GetFileName(file)}", File.ReadAllText(file));
        }

        await WebServers.OnAsync(lab.Folder, "lab1", "kill $(cat /var/lib/web/nginx.pid)");
        using FollowedRun first = new(_sandbox, "balance", "docs", "--apply");
        await first.UntilAsync("lab3: in force: host/lab1 0.0 %, host/lab2 100.0 %", "lab4: in force: host/lab1 0.0 %, host/lab2 100.0 %");
        var held = await RunAsync(5, "balance", "docs", "--apply");
        Assert.Matches(@"the balancer of 'docs' is watched and shifted by \S+@\S+, process \S+, since .*; what is in force there stays so.* \[balance\.held\]", held.Error);
        // Who only looks is not in the way.
        Assert.Contains("in force: host/lab1 0.0 %", (await RunAsync(9, "balance", "docs")).Error, StringComparison.Ordinal);

        using FollowedRun second = new(elsewhere, "balance", "docs", "--apply");
        await second.UntilAsync("taking up from what is in force there since ");
        Assert.True(await second.EndAsync() == 5, second.Said);
        Assert.Matches(@"the balancer of 'docs' is watched and shifted by \S+@\S+, process \S+, since .*, with another state folder; .*\[balance\.held\]", second.Said);
        var inForce = "";
        while (!Edges.All(edge => inForce.Contains($"{edge}: in force: host/lab1 0.0 %, host/lab2 100.0 %", StringComparison.Ordinal)))
        {
            inForce = (await RunAsync(9, "balance", "docs")).Error;
        }

        Assert.True(await first.StopAsync() == 9, first.Said);
    }

    [Fact]
    public async Task Where_one_balancer_cannot_be_reached_the_other_is_shifted()
    {
        await BeginAsync();
        using (FollowedRun apply = new(_sandbox, "balance", "docs", "--apply"))
        {
            Assert.True(await apply.EndAsync() == 5, apply.Said);
            Assert.Contains("[balance.not-deployed]", apply.Said, StringComparison.Ordinal);
        }

        await RunAsync(0, "deploy", "--certify", "--yes");
        await lab.BreakAsync("lab3", "power");
        await WebServers.OnAsync(lab.Folder, "lab1", "kill $(cat /var/lib/web/nginx.pid)");
        using (FollowedRun apply = new(_sandbox, "balance", "docs", "--apply"))
        {
            await apply.UntilAsync("lab4: in force: host/lab1 0.0 %, host/lab2 100.0 %", "lab3: cannot be reached, so it keeps what it has: ");
            Assert.True(await apply.StopAsync() == 9, apply.Said);
        }
    }

    public void Dispose()
    {
        _visitor?.Dispose();
        _authority?.Dispose();
        _sandbox.Dispose();
    }

    private Uri[] Addresses => [.. Edges.Select(AddressOf)];

    /// <summary>The configuration of the balancers' web server that is a person's own.</summary>
    private string Own => _server == "caddy" ? WebServers.Caddyfile : WebServers.Configuration;

    private string Serving => $"/var/lib/chimera/folders/docs.balance/serving.{(_server == "caddy" ? "caddy" : "conf")}";

    private Uri AddressOf(string edge) => new($"http{(_tls ? "s" : "")}://{lab.AddressOf(edge)}:{EdgePort}/");

    private async Task BeginAsync(string server = "nginx", bool tls = false)
    {
        (_server, _tls) = (server, tls);
        Prerequisites.Need("nginx");
        Prerequisites.Need(server);
        await lab.RenewAsync();
        await WebServers.SetUpAsync("nginx", lab.Folder, Backends);
        await WebServers.SetUpAsync(server, lab.Folder, Edges);
        // Hosts have other addresses with each lab.
        _authority = new PrivateAuthority("docs.example", [.. Edges.Select(lab.AddressOf)]);
        _visitor = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, SslOptions = _authority.Trust, PooledConnectionLifetime = TimeSpan.Zero });
        if (tls)
        {
            await _authority.BringAsync(lab.Folder, Files, _sandbox, Edges);
        }

        foreach (var backend in Backends)
        {
            await WebServers.OnAsync(lab.Folder, backend, $"""sed -i 's|access_log off;|log_format asked "$request_uri"; access_log /var/lib/web/asked.log asked;|' {WebServers.Configuration}""");
        }

        foreach (var page in new[] { "index", "page", "steady", "after" })
        {
            _sandbox.Write($"site/{page}.html", page);
        }

        _sandbox.Write("site/404.html", "nothing here");
        Declare("{host/lab1: 70, host/lab2: 30}");
        await RunAsync(0, "key", "new");
    }

    private void Declare(string weights, string listen = "{host}") =>
        lab.DeclareSite(_sandbox, "min_healthy_time: 200ms, healthy_deadline: 30s", $$"""
            host: { on: [lab1, lab2], listen: "{host}:{{SitePort}}", nginx: {{WebServers.Configuration}} }
            balance:
              weights: {{weights}}
              on: [lab3, lab4]
              listen: "{{listen}}:{{EdgePort}}"
              server: {{_server}}
              {{_server}}: {{Own}}
              {{(_tls ? $"tls: {{ certificate: {Files}.pem, key: {Files}.key, redirect_from: \"{{host}}:{HttpPort}\" }}" : "")}}
              panic_below: 25
              floor: 50
              step: 50
              check: { every: 1s, unhealthy_after: 2 }
            """);

    /// <returns>The generation, which each balancer says itself, at once: a deploy ends when it does.</returns>
    private async Task<string> AssertInForceAsync()
    {
        var rows = (await RunAsync(0, "status", "-o", "json")).Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        List<string> live = [];
        foreach (var edge in Edges)
        {
            var row = Assert.Single(rows, row => row["target"]!.GetValue<string>() == $"sites/docs/balance/{edge}");
            Assert.True(row["state"]!.GetValue<string>() == "as-left", row.ToJsonString());
            live.Add(row["live"]!.GetValue<string>());
            Assert.Equal(live[^1], await MarkerAsync(edge));
        }

        // Each listens at its own address, so what they are told differs.
        return $"(?:{string.Join('|', live)})";
    }

    private async Task<string> MarkerAsync(string edge) => await _visitor!.GetStringAsync(new Uri(AddressOf(edge), ".well-known/chimera-balance"));

    /// <summary>The balancers begin when the site is everywhere.</summary>
    private async Task AssertOrderAsync()
    {
        var lines = (await RunAsync(0, "ledger", "show")).Raw.Split('\n').ToList();
        var arrived = lines.FindLastIndex(line => line.Contains("step.committed", StringComparison.Ordinal) && line.Contains("docs/host/", StringComparison.Ordinal));
        var begun = lines.FindIndex(line => line.Contains("step.applying", StringComparison.Ordinal) && line.Contains("docs/balance/", StringComparison.Ordinal));
        Assert.InRange(arrived, 0, begun);
    }

    private async Task AssertSharesAsync(string path)
    {
        List<int> counts = [];
        foreach (var backend in Backends)
        {
            counts.Add(int.Parse(await WebServers.OnAsync(lab.Folder, backend, $"grep -cx '{path}' /var/lib/web/asked.log || :"), CultureInfo.InvariantCulture));
        }

        output.WriteLine($"{path}: {string.Join(", ", counts)}");
        Assert.InRange(ChiSquare.Of([new Share(7000), new Share(3000)], counts), 0, ChiSquare.Bound);
    }

    private static string LineOf(string text, string part) => Assert.Single(text.Split('\n'), line => line.Contains(part, StringComparison.Ordinal));

    private async Task<Run> RunAsync(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
