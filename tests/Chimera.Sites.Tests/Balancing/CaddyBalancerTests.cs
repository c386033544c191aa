using Chimera.Sites.Balancing;
using Chimera.Sites.Declaration;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>Caddy's configuration: its structure, and a real Caddy where there is one.</summary>
public sealed class CaddyBalancerTests(ITestOutputHelper output)
{
    private static readonly string? Program = Host.HostServer.Programs[WebServerKind.Caddy];

    [Fact]
    public void An_upstream_stands_there_as_often_as_it_has_percents()
    {
        Backend[] backends = [Of("a", 70, "https://a.example"), Of("b", 30, "https://b.example"), Of("c", 0, "https://c.example")];

        var json = CaddyBalancer.Of("docs", backends, BalancerBench.Declare(backends), new BalancerPlace("80", "www.example.org"));

        var server = json["apps"]!["http"]!["servers"]!["chimera-docs"]!;
        var proxy = server["routes"]![0]!["handle"]![1]!;
        Assert.Equal(":80", server["listen"]![0]!.GetValue<string>());
        Assert.Equal("www.example.org", server["routes"]![0]!["match"]![0]!["host"]![0]!.GetValue<string>());
        Assert.Equal("reverse_proxy", proxy["handler"]!.GetValue<string>());
        Assert.Equal(
            ["a.example:443 70", "b.example:443 30"],
            proxy["upstreams"]!.AsArray().Select(one => one!["dial"]!.GetValue<string>()).CountBy(dial => dial).Select(one => $"{one.Key} {one.Value}"));
        Assert.Equal("{http.reverse_proxy.upstream.host}", proxy["transport"]!["tls"]!["server_name"]!.GetValue<string>());
        Assert.Null(server["routes"]![1]!["handle"]![1]!["handle_response"]);
    }

    [Fact]
    public void One_proxy_speaks_http_or_https_and_not_both()
    {
        Backend[] backends = [Of("a", 1, "https://a.example"), Of("b", 1, "http://b.example")];

        Assert.NotNull(CaddyBalancer.Inexpressible(backends, BalancerBench.Declare(backends)));
        Assert.Null(CaddyBalancer.Inexpressible(backends[..1], BalancerBench.Declare(backends[..1])));
    }

    [Fact]
    public async Task A_real_caddy_deals_by_the_weights_and_asks_each_by_its_own_name()
    {
        Assert.SkipUnless(Program is not null && Host.HostServer.Program is not null, "caddy or nginx is not installed");
        using BalancerBench bench = new(60, 30, 10);
        var inForce = BalancerBench.Declare(bench.Declared);
        bench.Server = RunningServer.Of(
            Program, CaddyBalancer.Of("docs", bench.Declared, inForce, bench.Place).ToJsonString(), bench.Port, "run", "--config");

        var answers = await bench.LoadAsync(asked => asked > 3000);
        output.WriteLine(string.Join(", ", answers.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}")));
        int[] counts = [.. BalancerBench.Names.Select(name => answers.GetValueOrDefault(name))];
        Assert.Equal(3000, counts.Sum());
        Assert.InRange(ChiSquare.Of(inForce.Shares, counts), 0, ChiSquare.Bound);
        HashSet<string> seen = [];
        while (seen.Count < 3)
        {
            seen.Add((await bench.AskAsync("/x?q=1")).Body);
        }

        Assert.Equal(BalancerBench.Names.Select(name => $"{name} {name}.example GET /x?q=1"), seen.Order(StringComparer.Ordinal));

        bench.Kill(0);
        var without = await bench.LoadAsync(asked => asked > 500);
        Assert.Equal(["b", "c"], without.Keys.Order(StringComparer.Ordinal));
    }

    private static Backend Of(string name, int weight, string address) => new(name, weight, new Uri(address), new Uri(address).Host);
}
