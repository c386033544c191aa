using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Sites.Balancing.Dns;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Sites.Balancing;

/// <summary>The realm's part for targets that are balancers: which generation is declared, what it changes, and who carries it.</summary>
internal sealed class Balancers(SiteServices services) : IBesideSites
{
    private readonly BalanceNotes _notes = new(services.Notes);
    private readonly ConcurrentBag<IDisposable> _open = [];

    public bool Is(JsonObject spec) => BalanceTarget.Is(spec);

    public async Task<Resolution> ResolveAsync(DeclaredTarget target, CancellationToken cancel) =>
        new Resolution.Resolved(BalanceTarget.Read(target.Spec) switch
        {
            { Edge: BalanceEdge.Host host } balancer => (await OnHost(balancer, host).DeclaredAsync(cancel)).Generation,
            { Edge: BalanceEdge.Records records } balancer => BalanceDns.GenerationOf(Declared(balancer, records)),
            _ => throw new InvalidOperationException("no such edge"),
        });

    /// <summary>By line, where what was there before is known.</summary>
    public async Task<Difference> CompareAsync(DeclaredTarget target, GenerationId? from, GenerationId to, CancellationToken cancel)
    {
        var after = _notes.Read(to) ?? BalanceTarget.Read(target.Spec) switch
        {
            { Edge: BalanceEdge.Host host } balancer => await OnHost(balancer, host).DescribeAsync(cancel),
            { Edge: BalanceEdge.Records records } balancer => BalanceDns.Document(Declared(balancer, records)),
            _ => throw new InvalidOperationException("no such edge"),
        };
        return BalanceNotes.Between(from is { } known ? _notes.Read(known) : null, after);
    }

    public IPublisher Publisher(DeclaredTarget target, LiveCheck live, TrialMarks marks)
    {
        switch (BalanceTarget.Read(target.Spec))
        {
            case { Edge: BalanceEdge.Host host } balancer:
                return new BalancePublisher(target.Id, OnHost(balancer, host), _notes, live, services.Time);
            case { Edge: BalanceEdge.Records { Dns: var dns } } balancer:
                Ns1Dns provider = new(dns.Api, dns.Token.Open(services.Time), services.Time, services.Chance);
                _open.Add(provider);
                DnsRecords records = new(balancer.Balance, dns, provider, new DnsShifts(services.Notes, balancer.Balance.Site));
                DnsDeploys deploys = new(records, _notes, services.Time);
                // Records of names have no answers of their own.
                CloudPublisher publisher = new(target.Id, Platform.Host, deploys, marks, live, address: null, services.Time);
                return new DnsPublisher(publisher, deploys, records, _notes);
            default:
                throw new InvalidOperationException("no such edge");
        }
    }

    public void Dispose()
    {
        foreach (var open in _open)
        {
            open.Dispose();
        }
    }

    private BalancerOnHost OnHost(BalanceTarget balancer, BalanceEdge.Host host) => new(balancer.Balance, host, services.Hosts);

    private static WeightedRecords Declared(BalanceTarget balancer, BalanceEdge.Records records) =>
        records.Dns.Records(balancer.Balance.Begin(DateTimeOffset.UnixEpoch));
}
