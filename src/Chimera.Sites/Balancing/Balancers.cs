using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Sites.Balancing;

/// <summary>The realm's part for targets that are balancers: which generation is declared, and what it changes.</summary>
internal sealed class Balancers(SiteServices services)
{
    private readonly BalanceNotes _notes = new(services.Notes);

    public async Task<Resolution> ResolveAsync(DeclaredTarget target, CancellationToken cancel) =>
        new Resolution.Resolved((await At(target).DeclaredAsync(cancel)).Generation);

    /// <summary>By line, where what was there before is known.</summary>
    public async Task<Difference> CompareAsync(DeclaredTarget target, GenerationId? from, GenerationId to, CancellationToken cancel) => BalanceNotes.Between(
        from is { } known ? _notes.Read(known) : null, _notes.Read(to) ?? await At(target).DescribeAsync(cancel));

    public IPublisher Publisher(DeclaredTarget target, LiveCheck live) =>
        new BalancePublisher(target.Id, At(target), _notes, live, services.Time);

    private BalancerOnHost At(DeclaredTarget target)
    {
        var read = BalanceTarget.Read(target.Spec);
        return read.Edge switch
        {
            BalanceEdge.Host host => new BalancerOnHost(read.Balance, host, services.Hosts),
            _ => throw new InvalidOperationException("no such edge"),
        };
    }
}
