using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Tests.Balancing;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Cli.Tests;

/// <summary>Weights in DNS as a person meets them: declared, deployed, shifted by health, changed by somebody else, put back. NS1 is a double.</summary>
public sealed class BalanceDnsTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly Ns1Double _ns1 = new();
    private readonly RawServer _one;
    private readonly RawServer _two;
    private volatile int _status = 200;

    public BalanceDnsTests()
    {
        _one = new RawServer(_ => Answer(200));
        _two = new RawServer(_ => Answer(_status));
        _sandbox.Write("site/index.html", "<p>hello");
        _sandbox.Environment["NS1_API_KEY"] = Ns1Double.Key;
        Declare(70);
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
        _ns1.Dispose();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Weights_in_dns_are_deployed_shifted_taken_up_put_back_and_taken_back()
    {
        await RunAsync(0, "key", "new");
        await RunAsync(0, "deploy", "--on", "docs/dns", "--yes");
        Assert.Equal("docs.netlify.app 7000, docs.onrender.com 3000", Weights());
        Assert.Contains("as-left", (await RunAsync(0, "status", "--on", "docs/dns")).Output, StringComparison.Ordinal);

        _status = 503;
        using (FollowedRun apply = new(_sandbox, "balance", "docs", "--apply"))
        {
            await apply.UntilAsync("www.example.org CNAME: in force: netlify 100.0 %, render 0.0 %");
            apply.Kill();
            await apply.EndAsync();
        }

        Assert.Equal("docs.netlify.app 10000", Weights());
        Assert.Contains("(shifted: netlify 100.0 %, render 0.0 %)", (await RunAsync(0, "status", "--on", "docs/dns", "--exit-code")).Output, StringComparison.Ordinal);
        Assert.Contains("nothing to do", (await RunAsync(0, "deploy", "--on", "docs/dns", "--yes")).Error, StringComparison.Ordinal);
        _status = 200;
        using (FollowedRun apply = new(_sandbox, "balance", "docs", "--apply"))
        {
            await apply.UntilAsync("www.example.org CNAME: taking up from what is in force there since ", "  netlify 100.0 %, render 0.0 %");
            await apply.UntilAsync("www.example.org CNAME: as declared again");
            Assert.True(await apply.StopAsync() == 0, apply.Said);
        }

        Assert.Equal("docs.netlify.app 7000, docs.onrender.com 3000", Weights());

        _ns1.Record!["answers"]![0]!["meta"]!["weight"] = 1;
        Assert.Contains("moved", (await RunAsync(9, "status", "--on", "docs/dns", "--exit-code")).Output, StringComparison.Ordinal);
        await RunAsync(0, "deploy", "--on", "docs/dns", "--yes");
        Assert.Equal("docs.netlify.app 7000, docs.onrender.com 3000", Weights());

        Declare(50);
        await RunAsync(0, "deploy", "--on", "docs/dns", "--yes");
        Assert.Equal("docs.netlify.app 6250, docs.onrender.com 3750", Weights());
        await RunAsync(0, "rollback", "--yes");
        Assert.Equal("docs.netlify.app 7000, docs.onrender.com 3000", Weights());
    }

    [Fact]
    public async Task Without_its_key_nothing_is_known_of_dns_and_the_key_is_never_said()
    {
        await RunAsync(0, "key", "new");
        _sandbox.Environment.Remove("NS1_API_KEY");
        Assert.Contains("NS1_API_KEY", (await RunAsync(7, "status", "--on", "docs/dns")).Output, StringComparison.Ordinal);

        _sandbox.Environment["NS1_API_KEY"] = $"wrong-{Ns1Double.Key}";
        var refused = await RunAsync(7, "status", "--on", "docs/dns");
        Assert.Contains("[dns.token-refused]", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Ns1Double.Key, refused.Output + refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_that_hold_more_than_weights_are_somebody_elses()
    {
        await RunAsync(0, "key", "new");
        _ns1.Record = new() { ["ttl"] = 60, ["answers"] = new JsonArray(), ["filters"] = new JsonArray(new JsonObject { ["filter"] = "up" }) };

        Assert.Contains("[dns.more-than-weights]", (await RunAsync(7, "status", "--on", "docs/dns")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_ns1.Requests, request => !request.StartsWith("GET", StringComparison.Ordinal));
    }

    private static Task<RawAnswer?> Answer(int status) => Task.FromResult<RawAnswer?>(new RawAnswer(status, Encoding.ASCII.GetBytes("x"), []));

    private string Weights() => string.Join(", ", _ns1.Record!["answers"]!.AsArray()
        .Select(answer => $"{answer!["answer"]![0]!.GetValue<string>()} {answer["meta"]!["weight"]!.GetValue<int>()}"));

    private void Declare(int weight) => _sandbox.Write(
        "chimera.yaml",
        $$"""
        version: 1
        rollout: { min_healthy_time: 200ms, healthy_deadline: 30s }
        sites:
          docs:
            path: site
            platforms: [netlify, render]
            netlify: {site: docs, address: "http://127.0.0.1:{{_one.Port}}"}
            render: {service: srv-a, address: "http://127.0.0.1:{{_two.Port}}"}
            balance:
              weights: {netlify: {{weight}}, render: 30}
              panic_below: 25
              floor: 50
              step: 50
              check: {every: 1s, unhealthy_after: 2}
              dns:
                ns1:
                  zone: example.org
                  domain: www.example.org
                  type: CNAME
                  ttl: 1s
                  api: {{_ns1.Address}}
                  answers: {netlify: docs.netlify.app, render: docs.onrender.com}
        """);

    private async Task<Run> RunAsync(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
