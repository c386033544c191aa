namespace Chimera.Engine.Validation.Simulation;

/// <summary>Everything that goes wrong with one target in one scenario.</summary>
/// <param name="Slowest">The most that a message takes one way.</param>
/// <param name="LostBefore">Percent of calls that break before the target has heard of them.</param>
/// <param name="LostAfter">Percent of calls whose reply is lost.</param>
/// <param name="Refusal">When the target takes no connections.</param>
/// <param name="PowerCut">When it loses its power.</param>
/// <param name="DiskFull">It refuses to prepare.</param>
internal sealed record TargetFaults(
    TimeSpan Slowest,
    int LostBefore,
    int LostAfter,
    Span? Refusal,
    PowerCut? PowerCut,
    bool DiskFull,
    ActivationFault Activation,
    CheckFault Check)
{
    public static readonly TargetFaults None =
        new(TimeSpan.FromMilliseconds(20), 0, 0, null, null, false, ActivationFault.None, CheckFault.None);

    /// <summary>The kinds that are among them.</summary>
    public IEnumerable<FaultKind> Kinds => FaultKinds.OfTargets.Where(kind => Without(kind) != this);

    /// <summary>Those of the kinds that were chosen.</summary>
    public TargetFaults Only(IReadOnlySet<FaultKind> choice) =>
        FaultKinds.OfTargets.Where(kind => !choice.Contains(kind)).Aggregate(this, (faults, kind) => faults.Without(kind));

    private TargetFaults Without(FaultKind kind) => kind switch
    {
        FaultKind.Slow => this with { Slowest = None.Slowest },
        FaultKind.Lost => this with { LostBefore = 0, LostAfter = 0 },
        FaultKind.Unreachable => this with { Refusal = null },
        FaultKind.Power => this with { PowerCut = null },
        FaultKind.Disk => this with { DiskFull = false },
        FaultKind.Activation => this with { Activation = ActivationFault.None },
        FaultKind.Health => this with { Check = CheckFault.None },
        _ => this,
    };
}
