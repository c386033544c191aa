using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>The records of one balancer at its provider: what they are now, and whether a shift of ours made them so.</summary>
internal sealed class DnsRecords(BalanceSpec spec, BalanceDns dns, IDnsProvider provider, DnsShifts shifts)
{
    public BalanceDns Dns => dns;

    public WeightedRecords Declared { get; } = dns.Records(spec.Begin(DateTimeOffset.UnixEpoch));

    public GenerationId Generation => BalanceDns.GenerationOf(Declared);

    /// <returns>With them what was seen, the shift that made them so; null for none of ours.</returns>
    public async Task<(DnsLook Look, BalancerShift? Shift)> LookAsync(CancellationToken cancel)
    {
        var look = await provider.GetAsync(dns.Name, cancel);
        if (look is not DnsLook.Seen { Records: var records } || BalanceDns.GenerationOf(records) is var now && now == Generation)
        {
            return (look, null);
        }

        return (look, shifts.Read().FirstOrDefault(shift =>
            shift.Shares.Keys.All(dns.Answers.ContainsKey) && BalanceDns.GenerationOf(dns.Records(shift.Shares)) == now));
    }

    /// <summary>Puts them there, over what was seen, whatever becomes of who asked.</summary>
    public Task<Reply> PutAsync(WeightedRecords records, DnsLook over) =>
        provider.PutAsync(records, (over as DnsLook.Seen)?.Version, CancellationToken.None);

    public Task<Reply> UntilInForceAsync(WeightedRecords records, TimeSpan before, CancellationToken cancel) =>
        provider.UntilInForceAsync(records, before, cancel);
}
