using System.Collections.Immutable;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>All that happens to one host in one rollout, in the order of the states.</summary>
/// <param name="To">The toplevel it is taken to, where it is not that of the round.</param>
internal sealed record FaultRun(ImmutableArray<Hit> Hits, string? To = null)
{
    /// <summary>A host that nothing happens to; it always arrives.</summary>
    public static readonly FaultRun None = new([]);

    /// <summary>Its new generation has to fail, because something is to happen on the way back.</summary>
    public bool MustFail => Hits.Any(hit => hit.State == HostState.Revert);

    public Ends Allowed => Hits.Aggregate(MustFail ? Ends.Old : Ends.New, (ends, hit) =>
        hit.Fault.Allowed(hit.State) switch
        {
            Ends.Either => MustFail ? Ends.Old : Ends.Either,
            Ends.Old => Ends.Old,
            _ => ends,
        });

    public override string ToString() => Hits.IsEmpty ? "nothing" : string.Join(", ", Hits);
}
