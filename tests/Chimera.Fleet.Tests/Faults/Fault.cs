namespace Chimera.Fleet.Tests.Faults;

/// <summary>Something that goes wrong on one host while it is being changed.</summary>
/// <param name="What">In words, for the table.</param>
/// <param name="Allowed">Where a host may be after it, by the state in which it came.</param>
/// <param name="Inject">Done while the host stands still at the moment that was chosen.</param>
/// <param name="Cure">What happens to the host afterwards, while it moves again: it is powered on, let in, given room.</param>
internal sealed record Fault(
    string Name, string What, Func<HostState, Ends> Allowed, Func<FaultyHost, Task> Inject, Func<FaultyHost, Task> Cure)
{
    /// <summary>The change goes on after it, so that more can happen to the host.</summary>
    public bool IsMild { get; init; }

    /// <summary>It comes at a moment that the gate can stop the host at; otherwise by itself.</summary>
    public bool IsGated { get; init; } = true;

    /// <summary>What the host needs before the rollout begins.</summary>
    public Func<FaultyHost, Task> Before { get; init; } = HostFaults.Nothing;

    /// <summary>What is taken from it again when the rollout has ended.</summary>
    public Func<FaultyHost, Task> After { get; init; } = HostFaults.Nothing;
}
