using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>
/// Carries a balancer's records to a provider as a site is carried to a platform; at its end it waits until resolvers can have nothing else.
/// </summary>
internal sealed class DnsPublisher(CloudPublisher publisher, DnsDeploys deploys, DnsRecords records, BalanceNotes notes) : IPublisher
{
    public async Task<Sighting> ObserveAsync(CancellationToken cancel) => await publisher.ObserveAsync(cancel) switch
    {
        Sighting.Seen seen when deploys.Shift is { } shift => seen with { Overlay = $"shifted: {shift}" },
        var sighting => sighting,
    };

    public Task<Reply> PrepareAsync(Order order, Release? release, IProgress<string> progress, CancellationToken cancel) =>
        publisher.PrepareAsync(order, release, progress, cancel);

    public Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel) =>
        publisher.ApplyAsync(order, progress, cancel);

    public Task<Health> VerifyAsync(Order order, Dossier dossier, CancellationToken cancel) => publisher.VerifyAsync(order, dossier, cancel);

    public async Task<Reply> CommitAsync(Order order, CancellationToken cancel)
    {
        var reply = await publisher.CommitAsync(order, cancel);
        if (reply is not Reply.Done)
        {
            return reply;
        }

        var before = order.Step.From is { } from && notes.Read(from, BalanceDns.ReadRecords) is { } old ? old.Ttl : records.Dns.Ttl;
        // It is kept, whatever comes of the waiting.
        await records.UntilInForceAsync(records.Declared, before, cancel);
        return reply;
    }

    public Task<Reply> RevertAsync(Order order, CancellationToken cancel) => publisher.RevertAsync(order, cancel);
}
