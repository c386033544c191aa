using System.Collections.Immutable;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Choices of what goes wrong.</summary>
public static class FaultKinds
{
    public static readonly ImmutableSortedSet<FaultKind> All = [.. Enum.GetValues<FaultKind>()];

    /// <summary>Nothing goes wrong: how a plan runs when the world behaves.</summary>
    public static readonly ImmutableSortedSet<FaultKind> None = [];

    /// <summary>Those that happen to a target; the others happen to a controller.</summary>
    internal static readonly ImmutableArray<FaultKind> OfTargets =
    [
        FaultKind.Slow, FaultKind.Lost, FaultKind.Late, FaultKind.Doubled, FaultKind.Reordered, FaultKind.HalfOpen, FaultKind.Unreachable,
        FaultKind.Power, FaultKind.Reboot, FaultKind.Supervisor, FaultKind.Disk, FaultKind.ReadOnly,
        FaultKind.Lie, FaultKind.Identity, FaultKind.HostClock,
        FaultKind.Activation, FaultKind.Health, FaultKind.Wrong, FaultKind.Edit,
    ];
}
