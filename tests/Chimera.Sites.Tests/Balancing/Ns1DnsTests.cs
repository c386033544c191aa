using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Sites.Balancing.Dns;
using Chimera.Sites.Publishing.Http;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>Weights in DNS, against a double of NS1's API.</summary>
public sealed class Ns1DnsTests : IDisposable
{
    private static readonly DnsName Name = new(Ns1Double.Zone, "www.example.org", "CNAME");
    private static readonly WeightedRecords Wanted = new(
        Name, TimeSpan.FromSeconds(60), [new WeightedAnswer("docs.netlify.app", 70), new WeightedAnswer("docs.onrender.com", 30)]);

    private readonly Ns1Double _ns1 = new();
    private readonly ImpatientTime _time = new();
    private readonly Ns1Dns _dns;

    public Ns1DnsTests() => _dns = new Ns1Dns(_ns1.Address, new GivenToken(Ns1Double.Key), _time, new SystemChance());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _dns.Dispose();
        _ns1.Dispose();
    }

    [Fact]
    public async Task Records_that_are_not_there_are_made_in_the_providers_own_form()
    {
        Assert.IsType<DnsLook.Absent>(await _dns.GetAsync(Name, Cancel));

        Assert.IsType<Reply.Done>(await _dns.PutAsync(Wanted, seen: null, Cancel));

        Assert.Equal("PUT /v1/zones/example.org/www.example.org/CNAME", _ns1.Requests[^1]);
        Assert.Equal(
            """[{"answer":["docs.netlify.app"],"meta":{"weight":70}},{"answer":["docs.onrender.com"],"meta":{"weight":30}}]""", _ns1.Record!["answers"]!.ToJsonString());
        Assert.Equal(
            """[{"filter":"weighted_shuffle","config":{}},{"filter":"select_first_n","config":{"N":1}}]""", _ns1.Record["filters"]!.ToJsonString());
        Assert.Equal(Wanted, Assert.IsType<DnsLook.Seen>(await _dns.GetAsync(Name, Cancel)).Records);
    }

    [Fact]
    public async Task What_was_seen_may_be_changed_and_who_has_no_weight_is_no_answer()
    {
        await _dns.PutAsync(Wanted, seen: null, Cancel);
        var seen = Assert.IsType<DnsLook.Seen>(await _dns.GetAsync(Name, Cancel));

        var reply = await _dns.PutAsync(Wanted with { Answers = [Wanted.Answers[0] with { Weight = 0 }, Wanted.Answers[1]] }, seen.Version, Cancel);

        Assert.IsType<Reply.Done>(reply);
        Assert.StartsWith("POST ", _ns1.Requests[^1], StringComparison.Ordinal);
        Assert.Equal("docs.onrender.com", Assert.Single(Assert.IsType<DnsLook.Seen>(await _dns.GetAsync(Name, Cancel)).Records.Answers).Value);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_left_alone()
    {
        await _dns.PutAsync(Wanted, seen: null, Cancel);
        var seen = Assert.IsType<DnsLook.Seen>(await _dns.GetAsync(Name, Cancel));
        _ns1.Record!["answers"]![0]!["meta"]!["weight"] = 1;

        var again = Assert.IsType<Reply.Refused>(await _dns.PutAsync(Wanted, seen.Version, Cancel));
        var anew = Assert.IsType<Reply.Refused>(await _dns.PutAsync(Wanted, seen: null, Cancel));

        Assert.Equal(("dns.replaced", "dns.replaced"), (again.Why.Code, anew.Why.Code));
        Assert.Equal(1, _ns1.Record["answers"]![0]!["meta"]!["weight"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("""{"ttl":60,"answers":[{"answer":["a.example"],"meta":{"weight":{"feed":"5"}}}],"filters":[]}""")]
    [InlineData("""{"ttl":60,"answers":[{"answer":["a.example"]}],"filters":[{"filter":"up","config":{}}]}""")]
    [InlineData("""{"ttl":60,"answers":[{"answer":["a.example"]}],"filters":[{"filter":"weighted_shuffle","config":{}},{"filter":"select_first_n","config":{"N":2}}]}""")]
    [InlineData("""{"ttl":"soon","answers":[],"filters":[]}""")]
    [InlineData("""{"ttl":60,"answers":[null]}""")]
    [InlineData("[1]")]
    public async Task What_holds_more_than_weights_is_not_touched(string record)
    {
        using RawServer other = new(_ => Task.FromResult<RawAnswer?>(new RawAnswer(200, System.Text.Encoding.UTF8.GetBytes(record), [])));
        using Ns1Dns dns = new(new Uri($"http://127.0.0.1:{other.Port}/v1/"), new GivenToken(Ns1Double.Key), _time, new SystemChance());

        Assert.Equal("dns.more-than-weights", Assert.IsType<DnsLook.Unseen>(await dns.GetAsync(Name, Cancel)).Why.Code);
        Assert.Equal("dns.more-than-weights", Assert.IsType<Reply.Refused>(await dns.PutAsync(Wanted, "seen", Cancel)).Why.Code);
    }

    [Fact]
    public async Task A_wrong_key_and_a_zone_of_others_are_told_without_the_key()
    {
        using Ns1Dns stranger = new(_ns1.Address, new GivenToken("some-other-key"), _time, new SystemChance());
        Assert.Equal("dns.token-refused", Assert.IsType<DnsLook.Unseen>(await stranger.GetAsync(Name, Cancel)).Why.Code);
        Assert.Equal("dns.zone-unknown", Assert.IsType<DnsLook.Unseen>(await _dns.GetAsync(Name with { Zone = "example.net" }, Cancel)).Why.Code);

        _ns1.Faults = _ => 400;
        var refused = Assert.IsType<Reply.Refused>(await _dns.PutAsync(Wanted, seen: null, Cancel));

        Assert.Equal("dns.refused", refused.Why.Code);
        Assert.DoesNotContain(Ns1Double.Key, refused.Why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_means_that_somebody_else_was_faster()
    {
        _ns1.Faults = _ => 409;

        Assert.Equal("dns.replaced", Assert.IsType<Reply.Refused>(await _dns.PutAsync(Wanted, seen: null, Cancel)).Why.Code);
    }

    [Fact]
    public async Task Too_many_requests_are_waited_for_and_looks_are_repeated()
    {
        _ns1.Faults = number => number switch { 0 => 429, 1 => 500, 3 => 429, _ => null };

        Assert.IsType<DnsLook.Absent>(await _dns.GetAsync(Name, Cancel));
        Assert.IsType<Reply.Done>(await _dns.PutAsync(Wanted, seen: null, Cancel));
        Assert.Equal(["GET", "GET", "GET", "PUT", "PUT"], _ns1.Requests.Select(request => request.Split(' ')[0]));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(0)]
    public async Task A_change_of_which_nobody_knows_is_not_sent_again(int fault)
    {
        _ns1.Faults = _ => fault;

        Assert.IsType<Reply.Lost>(await _dns.PutAsync(Wanted, seen: null, Cancel));
        Assert.Single(_ns1.Requests);
    }

    [Fact]
    public async Task A_shift_is_in_force_when_it_is_shown_and_resolvers_have_forgotten_what_was_before()
    {
        _ns1.Meanwhile = number =>
        {
            if (number == 2)
            {
                _ns1.Record = Ns1Record.Write(Wanted);
            }
        };

        Assert.IsType<Reply.Done>(await _dns.UntilInForceAsync(Wanted, TimeSpan.FromSeconds(300), Cancel));

        Assert.Equal(4, _ns1.Requests.Count);
        Assert.InRange(_time.Waited.TotalSeconds, 300, 320);
    }

    [Fact]
    public async Task Records_without_any_weight_are_refused_at_once() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _dns.PutAsync(Wanted with { Answers = [new WeightedAnswer("a", 0)] }, seen: null, Cancel));

    [Fact]
    public void A_version_says_what_a_change_would_overwrite_and_nothing_else()
    {
        var record = Ns1Record.Write(Wanted);
        var before = Ns1Record.VersionOf(record);
        record["tier"] = 3;
        Assert.Equal(before, Ns1Record.VersionOf(record));
        record["ttl"] = new JsonObject();
        Assert.NotEqual(before, Ns1Record.VersionOf(record));
    }
}
