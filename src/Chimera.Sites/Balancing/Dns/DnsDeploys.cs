using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>A balancer's records as the deploys of a platform: each set is one, known by its digest; the one that is there is live.</summary>
internal sealed class DnsDeploys(DnsRecords records, BalanceNotes notes, TimeProvider time) : IDeploys
{
    /// <summary>What the latest look found laid over the records that are declared; null for nothing.</summary>
    public BalancerShift? Shift { get; private set; }

    public async Task<DeploysLook> LookAsync(CancellationToken cancel)
    {
        var (look, shift) = await records.LookAsync(cancel);
        Shift = shift;
        var live = look switch
        {
            DnsLook.Unseen => null,
            DnsLook.Seen seen => Deploy(shift?.Of ?? BalanceDns.GenerationOf(seen.Records)),
            _ => null,
        };
        return look is DnsLook.Unseen unseen
            ? new DeploysLook.Unseen(unseen.Why)
            : new DeploysLook.Seen(
                live, [.. new[] { live, Deploy(records.Generation) }.OfType<SiteDeploy>().DistinctBy(deploy => deploy.Id)],
                new Uri($"http://{records.Dns.Name.Domain}/"));
    }

    // There is nothing to be brought anywhere before it is put.
    public Task<Reply> StageAsync(Release release, IProgress<string> progress, CancellationToken cancel) =>
        Task.FromResult<Reply>(new Reply.Done());

    public async Task<Reply> ShowAsync(GenerationId generation, CancellationToken cancel)
    {
        var wanted = generation == records.Generation ? records.Declared
            : notes.Read(generation, BalanceDns.ReadRecords);
        if (wanted is null)
        {
            return Replies.Refuse("dns.unknown", $"nothing is known of the records {generation}", "declare them again, and deploy them");
        }

        var (look, _) = await records.LookAsync(cancel);
        switch (look)
        {
            case DnsLook.Unseen unseen:
                return new Reply.Unreachable(unseen.Why);
            case DnsLook.Seen seen when BalanceDns.GenerationOf(seen.Records) == generation:
                return new Reply.Done();
            case DnsLook.Seen seen:
                // So that they can be gone back to.
                Note(seen.Records);
                break;
        }

        Note(wanted);
        return await records.PutAsync(wanted, look);
    }

    private void Note(WeightedRecords known) => notes.Write(BalanceDns.GenerationOf(known), BalanceDns.Document(known));

    private SiteDeploy Deploy(GenerationId generation) => new(generation.Value, generation, time.GetUtcNow(), Address: null);
}
