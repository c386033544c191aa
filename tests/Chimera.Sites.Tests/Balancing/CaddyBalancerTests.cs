using System.Text.RegularExpressions;
using Chimera.Sites.Balancing;
using Chimera.Sites.Declaration;
using Chimera.Sites.Tests.Host;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>What Caddy alone is told: shares as digits, and proxies by http beside those by https.</summary>
public sealed class CaddyBalancerTests(ITestOutputHelper output)
{
    [Fact]
    public void Digits_are_below_a_number_exactly_when_its_expression_matches()
    {
        Random random = new(7);
        long[] numbers = [1, 15, 16, 0xffff_ffff, 0xa000_0000, 0x0000_b000, HexThreshold.All, .. Enumerable.Range(0, 200).Select(_ => random.NextInt64(1, HexThreshold.All))];
        foreach (var number in numbers)
        {
            Regex expression = new($"^{HexThreshold.Below(number)}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            foreach (var one in new[] { 0, number - 1, number, number + 1, HexThreshold.All - 1 }.Concat(Enumerable.Range(0, 50).Select(_ => random.NextInt64(HexThreshold.All))))
            {
                if (one < HexThreshold.All)
                {
                    Assert.True(expression.IsMatch($"{one:x8}") == one < number, $"{one:x8} {number:x8} {expression}");
                }
            }
        }
    }

    [Fact]
    public async Task Backends_by_https_and_by_http_are_mixed_and_shares_are_finer_than_a_percent()
    {
        Assert.SkipUnless(HostServer.Programs.Values.All(program => program is not null), "nginx or caddy is not installed");
        using BalancerBench bench = new(WebServerKind.Caddy, 0, 994, 3);
        using TlsFolder tls = new("a.example");
        var port = Ports.Free(1)[0];
        using var backend = RunningServer.Nginx(
            $$"""
            server {
                listen 127.0.0.1:{{port}} ssl; ssl_certificate {{tls.Certificate}}; ssl_certificate_key {{tls.Key}};
                location / { return 200 "a $ssl_server_name $http_host"; }
                location /busy { return 503 busy; }
            }
            """,
            port);
        Backend[] backends = [new("a", 3, new Uri($"https://127.0.0.1:{port}"), "a.example"), .. bench.Declared[1..]];
        var inForce = BalancerBench.Declare(backends);
        Assert.Equal([30, 9940, 30], inForce.Shares.Select(share => share.Hundredths));
        string Configuration(WeightsInForce weights) => CaddyBalancer.Of("docs", backends, weights, bench.Place).Text;
        bench.Server = RunningServer.Caddy(Configuration(inForce), bench.Port, tls.Certificate);

        var answers = await bench.LoadAsync(asked => asked > 4000);

        output.WriteLine(string.Join(", ", answers.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}")));
        Assert.InRange(ChiSquare.Of(inForce.Shares, [.. BalancerBench.Names.Select(name => answers.GetValueOrDefault(name))]), 0, ChiSquare.Bound);

        // Each is asked by its own name, also where it stands in for one that died and for one that is busy.
        backends = [backends[0] with { Weight = 50 }, backends[1] with { Weight = 49 }, backends[2] with { Weight = 1 }];
        bench.Server.Dispose();
        bench.Server = RunningServer.Caddy(Configuration(BalancerBench.Declare(backends)), bench.Port, tls.Certificate);
        for (var asked = 0; asked < 30; asked++)
        {
            Assert.Equal(200, (await bench.AskAsync("/busy")).Status);
        }

        bench.Kill(1);
        HashSet<string> seen = [];
        for (var asked = 0; asked < 100; asked++)
        {
            var (status, body, _) = await bench.AskAsync("/page");
            Assert.Equal(200, status);
            seen.Add(body);
        }

        Assert.Contains("a a.example a.example", seen);
        Assert.Subset(new HashSet<string>(["a a.example a.example", "c c.example GET /page"], StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task A_certificate_of_another_name_or_authority_is_no_backend()
    {
        Assert.SkipUnless(HostServer.Programs.Values.All(program => program is not null), "nginx or caddy is not installed");
        using BalancerBench bench = new(WebServerKind.Caddy, 0, 0, 1);
        using TlsFolder tls = new("a.example");
        var port = Ports.Free(1)[0];
        using var backend = RunningServer.Nginx(
            $$"""server { listen 127.0.0.1:{{port}} ssl; ssl_certificate {{tls.Certificate}}; ssl_certificate_key {{tls.Key}}; location / { return 200 "$ssl_server_name"; } }""",
            port);
        foreach (var (name, trusted, expected) in new[] { ("a.example", tls.Certificate, 200), ("b.example", tls.Certificate, 502), ("a.example", (string?)null, 502) })
        {
            Backend[] backends = [new("a", 1, new Uri($"https://127.0.0.1:{port}"), name)];
            using var server = RunningServer.Caddy(CaddyBalancer.Of("docs", backends, BalancerBench.Declare(backends), bench.Place).Text, bench.Port, trusted);

            Assert.Equal(expected, (await bench.AskAsync("/")).Status);
        }
    }
}
