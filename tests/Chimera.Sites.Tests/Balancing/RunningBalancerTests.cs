using Chimera.Sites.Balancing;
using Chimera.Sites.Declaration;
using Chimera.Sites.Tests.Host;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>A real nginx and a real Caddy with the generated configuration, under load.</summary>
public sealed class RunningBalancerTests
{
    private readonly ITestOutputHelper _output;

    public RunningBalancerTests(ITestOutputHelper output)
    {
        _output = output;
        Assert.SkipUnless(HostServer.Programs.Values.All(program => program is not null), "nginx or caddy is not installed");
    }

    [Theory]
    [InlineData(WebServerKind.Nginx)]
    [InlineData(WebServerKind.Caddy)]
    public async Task Requests_are_dealt_by_the_weights_in_force(WebServerKind kind)
    {
        using BalancerBench bench = new(kind, 60, 30, 10);
        var inForce = BalancerBench.Declare(bench.Declared);
        bench.Begin(inForce);

        var answers = await bench.LoadAsync(asked => asked > 6000);

        Told($"{kind}, weights 60:30:10", answers);
        int[] counts = [.. BalancerBench.Names.Select(name => answers.GetValueOrDefault(name))];
        Assert.Equal(6000, counts.Sum());
        Assert.InRange(ChiSquare.Of(inForce.Shares, counts), 0, ChiSquare.Bound);
    }

    [Theory]
    [InlineData(WebServerKind.Nginx)]
    [InlineData(WebServerKind.Caddy)]
    public async Task Each_backend_is_asked_by_its_own_name_for_exactly_what_the_visitor_asked(WebServerKind kind)
    {
        using BalancerBench bench = new(kind, 1, 1, 1);
        bench.Begin(BalancerBench.Declare(bench.Declared));

        HashSet<string> seen = [];
        while (seen.Count < 3)
        {
            seen.Add((await bench.AskAsync("/x%20y/%3f?q=$1&p=%2F")).Body);
        }

        Assert.Equal(BalancerBench.Names.Select(name => $"{name} {name}.example GET /x%20y/%3f?q=$1&p=%2F"), seen.Order(StringComparer.Ordinal));
        Assert.Equal((302, "/there?x=1"), ((await bench.AskAsync("/elsewhere")).Status, (await bench.AskAsync("/elsewhere")).Location));
    }

    [Theory]
    [InlineData(WebServerKind.Nginx)]
    [InlineData(WebServerKind.Caddy)]
    public async Task A_get_goes_on_to_another_backend_when_one_is_busy_and_a_post_does_not(WebServerKind kind)
    {
        using BalancerBench bench = new(kind, 98, 1, 1);
        bench.Begin(BalancerBench.Declare(bench.Declared));

        for (var round = 0; round < 50; round++)
        {
            Assert.Equal(200, (await bench.AskAsync("/busy")).Status);
        }

        // Nothing but busy answers: the last is sent.
        Assert.Equal(503, (await bench.AskAsync("/down")).Status);
        // Of thirty, that none went first to the busy one has a chance of 0.02^30.
        List<int> posts = [];
        for (var round = 0; round < 30; round++)
        {
            posts.Add((await bench.AskAsync("/busy", HttpMethod.Post)).Status);
        }

        Assert.Contains(503, posts);
    }

    [Theory]
    [InlineData(WebServerKind.Nginx)]
    [InlineData(WebServerKind.Caddy)]
    public async Task Two_backends_that_die_at_once_cost_no_get(WebServerKind kind)
    {
        using BalancerBench bench = new(kind, 45, 45, 10);
        bench.Begin(BalancerBench.Declare(bench.Declared));
        bench.Kill(0);
        bench.Kill(1);

        var answers = await bench.LoadAsync(asked => asked > 1000);

        Assert.Equal("c 1000", string.Join(", ", answers.Select(one => $"{one.Key} {one.Value}")));
    }

    [Theory]
    [InlineData(WebServerKind.Nginx)]
    [InlineData(WebServerKind.Caddy)]
    public async Task The_load_of_a_dead_one_is_spread_by_the_weights_of_the_others(WebServerKind kind)
    {
        using BalancerBench bench = new(kind, 60, 30, 10);
        bench.Begin(BalancerBench.Declare(bench.Declared));
        bench.Kill(0);

        var answers = await bench.LoadAsync(asked => asked > 3000);

        Told($"{kind}, the first dead", answers);
        Assert.Equal(3000, answers.GetValueOrDefault("b") + answers.GetValueOrDefault("c"));
        Assert.InRange(ChiSquare.Of([new Share(7500), new Share(2500)], [answers["b"], answers["c"]]), 0, ChiSquare.Bound);
    }

    [Theory]
    [InlineData(WebServerKind.Nginx)]
    [InlineData(WebServerKind.Caddy)]
    public async Task Of_two_the_other_answers_for_one_that_is_dead(WebServerKind kind)
    {
        using BalancerBench bench = new(kind, 70, 30, 0);
        bench.Begin(BalancerBench.Declare(bench.Declared));
        bench.Kill(0);

        var answers = await bench.LoadAsync(asked => asked > 500);

        Assert.Equal("b 500", string.Join(", ", answers.Select(one => $"{one.Key} {one.Value}")));
        // What is not asked twice is told that nobody is there.
        List<int> posts = [];
        for (var round = 0; round < 30; round++)
        {
            posts.Add((await bench.AskAsync("/page", HttpMethod.Post)).Status);
        }

        Assert.Contains(502, posts);
    }

    [Theory]
    [InlineData(WebServerKind.Nginx)]
    [InlineData(WebServerKind.Caddy)]
    public async Task A_backend_that_dies_costs_no_get_and_weights_go_and_come_back_without_losing_one(WebServerKind kind)
    {
        using BalancerBench bench = new(kind, 50, 30, 20);
        var balance = Balance.Of(
            bench.Declared.Select(backend => (backend.Name, backend.Weight)), BalanceRules.Usual with { Step = 45, PanicBelow = 40 }, DateTimeOffset.UnixEpoch);
        bench.Begin(balance.InForce);
        using BackendChecks checks = new(TimeProvider.System);
        var over = false;
        List<string> shares = [];
        var load = bench.LoadAsync(_ => Volatile.Read(ref over));

        await RoundsAsync(1);
        bench.Kill(0);
        await RoundsAsync(3);
        Assert.Equal([0, 6000, 4000], balance.InForce.Shares.Select(share => share.Hundredths));
        bench.Start(0);
        await RoundsAsync(5);
        Volatile.Write(ref over, true);
        var answers = await load;

        Told($"{kind}, {string.Join(" -> ", shares.Distinct())}, {bench.Again} sent again ({bench.AgainWhy})", answers);
        Assert.Equal([5000, 3000, 2000], balance.InForce.Shares.Select(share => share.Hundredths));
        Assert.Equal(BalancerBench.Names, answers.Keys.Order(StringComparer.Ordinal));

        async Task RoundsAsync(int rounds)
        {
            for (var round = 0; round < rounds; round++)
            {
                var before = balance.InForce;
                balance = balance.After(await checks.RunAsync(bench.Declared, "/", TestContext.Current.CancellationToken), balance.SteppedAt + BalanceRules.Usual.Every);
                shares.Add(string.Join(':', balance.InForce.Shares.Select(share => share.Hundredths)));
                if (balance.InForce != before)
                {
                    bench.Server!.Reload(bench.Configuration(balance.InForce));
                    await bench.UntilAsync(balance.InForce);
                }
            }
        }
    }

    [Theory]
    [InlineData(WebServerKind.Nginx)]
    [InlineData(WebServerKind.Caddy)]
    public async Task A_new_configuration_under_load_loses_no_request(WebServerKind kind)
    {
        using BalancerBench bench = new(kind, 60, 30, 10);
        var inForce = BalancerBench.Declare(bench.Declared);
        bench.Begin(inForce);
        var over = false;
        var load = bench.LoadAsync(_ => Volatile.Read(ref over));

        for (var weight = 1; weight <= 10; weight++)
        {
            var next = BalancerBench.Declare([bench.Declared[0] with { Weight = weight }, .. bench.Declared[1..]]);
            bench.Server!.Reload(bench.Configuration(next));
            await bench.UntilAsync(next);
        }

        Volatile.Write(ref over, true);
        var answers = await load;
        // nginx before 1.27.4, and Caddy, close connections that wait for a next request when they reload, also in the moment in which one arrives.
        Told($"{kind}, ten reloads, {bench.Again} sent again ({bench.AgainWhy})", answers);
        Assert.InRange(bench.Again, 0, 10 * 16);
        Assert.Equal(BalancerBench.Names, answers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_backend_by_https_is_asked_by_its_name_and_must_show_a_certificate_for_it()
    {
        using BalancerBench bench = new(WebServerKind.Nginx, 1, 0, 0);
        using TlsFolder tls = new("a.example");
        var port = Ports.Free(1)[0];
        using var backend = RunningServer.Nginx(
            $$"""server { listen 127.0.0.1:{{port}} ssl; ssl_certificate {{tls.Certificate}}; ssl_certificate_key {{tls.Key}}; location / { return 200 "$ssl_server_name $http_host"; } }""",
            port);
        Backend a = new("a", 1, new Uri($"https://127.0.0.1:{port}"), "a.example");
        var inForce = BalancerBench.Declare([a]);
        string Configuration(Backend one) => NginxBalancer.Of("docs", [one], inForce, bench.Place, tls.Certificate).Text;
        bench.Server = RunningServer.Nginx(Configuration(a), bench.Port);

        Assert.Equal((200, "a.example a.example", null), await bench.AskAsync("/"));

        bench.Server.Dispose();
        bench.Server = RunningServer.Nginx(Configuration(a with { Host = "b.example" }), bench.Port);
        Assert.Equal(502, (await bench.AskAsync("/")).Status);
    }

    private void Told(string what, Dictionary<string, int> answers) => _output.WriteLine(
        $"{what}: {answers.Values.Sum()} requests: {string.Join(", ", answers.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"))}");
}
