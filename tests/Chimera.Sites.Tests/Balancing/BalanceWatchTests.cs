using System.Text;
using Chimera.Sites.Balancing;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>Backends are asked, and weights follow.</summary>
public sealed class BalanceWatchTests : IDisposable
{
    private readonly List<string> _asked = [];
    private readonly RawServer _server;
    private readonly BackendChecks _checks;
    private readonly ImpatientTime _time = new();
    private Func<string, int?> _status = _ => 200;

    public BalanceWatchTests()
    {
        _checks = new BackendChecks(_time);
        _server = new RawServer(request =>
        {
            var host = request.Headers["Host"];
            lock (_asked)
            {
                _asked.Add($"{host} {request.Target}");
            }

            return Task.FromResult(_status(host) is { } status ? new RawAnswer(status, Encoding.ASCII.GetBytes("x"), []) : null);
        });
    }

    public void Dispose()
    {
        _checks.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task One_look_asks_who_fails_as_often_as_it_takes_and_the_others_once()
    {
        _status = host => host == "b.example" ? 500 : 204;

        var look = await Watch(70, 30).OnceAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a.example /health", "b.example /health", "b.example /health", "b.example /health"], _asked.Order(StringComparer.Ordinal));
        Assert.Equal((true, Standing.Ejected), (look.Shifted, look.Balance.Backends[1].Standing));
        Assert.Equal("it answers 500", Assert.IsType<CheckResult.Failed>(look.Results["b"]).Why);
        Assert.IsType<CheckResult.Passed>(look.Results["a"]);
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(404, false)]
    [InlineData(503, false)]
    [InlineData(null, false)]
    public async Task A_backend_serves_when_it_answers_with_two_or_three_hundred(int? status, bool serves)
    {
        _status = _ => status;

        var look = await Watch(1).OnceAsync(TestContext.Current.CancellationToken);

        Assert.Equal(serves, look.Results["a"] is CheckResult.Passed);
    }

    [Fact]
    public async Task A_watch_looks_in_each_interval_until_it_is_told_to_end()
    {
        using CancellationTokenSource stop = new();
        List<string> shares = [];
        var round = 0;
        await foreach (var look in Watch(70, 30).RunAsync(from: null, stop.Token))
        {
            shares.Add(string.Join(':', look.Balance.InForce.Shares.Select(share => share.Hundredths)));
            round++;
            _status = host => host == "b.example" && round < 4 ? 500 : 200;
            if (round == 8)
            {
                await stop.CancelAsync();
            }
        }

        Assert.InRange(_time.Waited, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(35));
        Assert.Equal(["7000:3000", "7000:3000", "7000:3000", "10000:0", "10000:0", "9850:150", "9550:450", "9250:750"], shares);
    }

    private BalanceWatch Watch(params int[] weights)
    {
        var backends = weights.Select((weight, index) => new Backend($"{(char)('a' + index)}", weight, new Uri($"http://127.0.0.1:{_server.Port}/"), $"{(char)('a' + index)}.example")).ToList();
        return new BalanceWatch(backends, BalanceRules.Usual with { PanicBelow = 30 }, "/health", _checks, _time);
    }
}
