using Chimera.Engine.Execution;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>The balancer's records at a provider. One change is waited for until resolvers have it, so there is no more than one in a TTL.</summary>
internal sealed class PlaceInDns(DnsRecords records, DnsShifts shifts) : IBalancePlace
{
    public string Name => records.Dns.Name.ToString();

    public async Task<PlaceLook> LookAsync(CancellationToken cancel)
    {
        var (look, shift) = await records.LookAsync(cancel);
        return look switch
        {
            DnsLook.Unseen unseen => new PlaceLook.Unseen(unseen.Why),
            DnsLook.Absent => new PlaceLook.Moved("there are no such records"),
            DnsLook.Seen seen when BalanceDns.GenerationOf(seen.Records) == records.Generation => new PlaceLook.InForce(Shift: null),
            DnsLook.Seen when shift is not null && shift.Of == records.Generation => new PlaceLook.InForce(shift),
            _ => new PlaceLook.Moved("other records stand there"),
        };
    }

    public async Task<Reply> PutAsync(Balance balance, DateTimeOffset at, CancellationToken cancel)
    {
        var (look, before) = await records.LookAsync(cancel);
        if (look is not DnsLook.Seen seen)
        {
            return new Reply.Unreachable(look is DnsLook.Unseen unseen ? unseen.Why : Finding.Error(
                "dns.gone", $"the records {Name} are not there any more", "deploy them again"));
        }

        // First, so that whatever becomes of the change it is known for a shift.
        shifts.Write(Wanted(balance, at), before);
        var wanted = records.Dns.Records(balance);
        var reply = await records.PutAsync(wanted, look);
        return reply is Reply.Done ? await records.UntilInForceAsync(wanted, seen.Records.Ttl, cancel) : reply;
    }

    public BalancerShift? Wanted(Balance balance, DateTimeOffset at) => BalancerShift.From(records.Generation, balance, at);
}
