using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Sites.Balancing;
using Chimera.Sites.Balancing.Dns;
using Chimera.Sites.Declaration;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;
using Chimera.Sites.Tests.Publishing;
using Chimera.Sites.Tests.Publishing.Rollouts;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>A balancer's records in DNS, as something that is deployed and shifted, against a double of NS1's API.</summary>
public sealed class DnsBalanceTests : IDisposable
{
    private static readonly BalanceDns Dns = new(
        new DnsName(Ns1Double.Zone, "www.example.org", "CNAME"), TimeSpan.FromSeconds(60),
        ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("a", "a.example"), KeyValuePair.Create("b", "b.example")]), Api: null, new TokenSource.Variable("NONE"));

    private readonly Ns1Double _ns1 = new();
    private readonly ImpatientTime _time = new();
    private readonly MemoryNotes _notes = new();
    private readonly Ns1Dns _provider;

    public DnsBalanceTests() => _provider = new Ns1Dns(_ns1.Address, new GivenToken(Ns1Double.Key), _time, new SystemChance());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _provider.Dispose();
        _ns1.Dispose();
    }

    [Fact]
    public async Task Records_are_shown_and_gone_back_to_by_their_digest_in_whatever_order_they_stand()
    {
        var (seventy, fifty) = (Records(70, 30), Records(50, 50));
        await DeploysOf(seventy).ShowAsync(seventy.Generation, Cancel);
        await DeploysOf(fifty).ShowAsync(fifty.Generation, Cancel);
        Assert.Equal(fifty.Generation, await LiveAsync(seventy));

        Assert.IsType<Reply.Done>(await DeploysOf(fifty).ShowAsync(seventy.Generation, Cancel));
        var answers = _ns1.Record!["answers"]!.AsArray();
        var first = answers[0]!.DeepClone();
        answers.RemoveAt(0);
        answers.Add(first);

        Assert.Equal(seventy.Generation, await LiveAsync(seventy));
        Assert.Equal("dns.unknown", Assert.IsType<Reply.Refused>(await DeploysOf(fifty).ShowAsync(new("sha256:1"), Cancel)).Why.Code);
    }

    [Fact]
    public async Task A_shift_of_records_is_no_drift_and_is_waited_for_and_taken_up_by_the_next()
    {
        var records = Records(70, 30);
        await DeploysOf(records).ShowAsync(records.Generation, Cancel);
        var place = PlaceOf(records);
        Assert.Equal(new PlaceLook.InForce(Shift: null), await place.LookAsync(Cancel));
        var ejected = Balance.Resume([("a", 70), ("b", 30)], new Dictionary<string, int> { ["a"] = 100, ["b"] = 0 }, Rules, _time.GetUtcNow());
        var waited = _time.Waited;

        Assert.IsType<Reply.Done>(await place.PutAsync(ejected, _time.GetUtcNow(), Cancel));

        Assert.InRange(_time.Waited - waited, Dns.Ttl, Dns.Ttl + TimeSpan.FromSeconds(30));
        Assert.Equal("a.example", Assert.Single(_ns1.Record!["answers"]!.AsArray())!["answer"]![0]!.GetValue<string>());
        // Another controller.
        var anew = Records(70, 30);
        Assert.True(place.Wanted(ejected, _time.GetUtcNow())!.SameAs(Assert.IsType<PlaceLook.InForce>(await PlaceOf(anew).LookAsync(Cancel)).Shift));
        Assert.Equal(records.Generation, await LiveAsync(anew));

        Assert.IsType<Reply.Done>(await place.PutAsync(Begin(70, 30), _time.GetUtcNow(), Cancel));
        Assert.Equal(new PlaceLook.InForce(Shift: null), await PlaceOf(anew).LookAsync(Cancel));
    }

    [Fact]
    public async Task A_shift_that_was_cut_off_leaves_the_one_before_known_for_one_whether_it_was_made_or_not()
    {
        var records = Records(70, 30);
        await DeploysOf(records).ShowAsync(records.Generation, Cancel);
        var place = PlaceOf(records);
        Balance Part(int part) => Balance.Resume([("a", 70), ("b", 30)], new Dictionary<string, int> { ["a"] = 100, ["b"] = part }, Rules, _time.GetUtcNow());
        await place.PutAsync(Part(50), _time.GetUtcNow(), Cancel);
        // Every change is refused; then it is made, and the connection is cut.
        _ns1.Faults = number => _ns1.Requests[number].StartsWith("POST", StringComparison.Ordinal) ? 500 : null;
        Assert.IsNotType<Reply.Done>(await place.PutAsync(Part(75), _time.GetUtcNow(), Cancel));
        Assert.Equal(50, Assert.IsType<PlaceLook.InForce>(await place.LookAsync(Cancel)).Shift!.Parts["b"]);

        _ns1.Faults = number => _ns1.Requests[number].StartsWith("POST", StringComparison.Ordinal) ? 0 : null;
        Assert.IsNotType<Reply.Done>(await place.PutAsync(Part(75), _time.GetUtcNow(), Cancel));
        _ns1.Faults = _ => null;
        Assert.Equal(75, Assert.IsType<PlaceLook.InForce>(await place.LookAsync(Cancel)).Shift!.Parts["b"]);
    }

    [Fact]
    public async Task Records_that_somebody_else_wrote_are_not_shifted()
    {
        var records = Records(70, 30);
        var place = PlaceOf(records);
        Assert.IsType<PlaceLook.Moved>(await place.LookAsync(Cancel));
        await DeploysOf(records).ShowAsync(records.Generation, Cancel);
        _ns1.Record!["answers"]![0]!["meta"]!["weight"] = 1;

        Assert.IsType<PlaceLook.Moved>(await place.LookAsync(Cancel));
        Assert.NotEqual(records.Generation, await LiveAsync(records));
    }

    private static BalanceRules Rules => BalanceRules.Usual with { PanicBelow = 25 };

    private static Balance Begin(int a, int b) => Balance.Of([("a", a), ("b", b)], Rules, DateTimeOffset.UnixEpoch);

    private DnsRecords Records(int a, int b) => new(
        new BalanceSpec(
            "docs", [new BalanceBackend("a", a, new Uri("http://a.example/"), At: null), new BalanceBackend("b", b, new Uri("http://b.example/"), At: null)], [],
            new HostPlace("80", "", "/etc/nginx/nginx.conf", Address: null), Rules, "/", Dns),
        Dns, _provider, new DnsShifts(_notes, "docs"));

    private DnsDeploys DeploysOf(DnsRecords records) => new(records, new BalanceNotes(_notes), _time);

    private PlaceInDns PlaceOf(DnsRecords records) => new(records, new DnsShifts(_notes, "docs"));

    private async Task<Engine.Planning.GenerationId?> LiveAsync(DnsRecords records) =>
        Assert.IsType<DeploysLook.Seen>(await DeploysOf(records).LookAsync(Cancel)).Live?.State;
}
