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

    /// <summary>Percent of calls that go into a connection which nobody holds at the other end.</summary>
    public int HalfOpen { get; init; }

    /// <summary>Percent of calls that are carried out, but whose reply comes when nobody waits for it any more.</summary>
    public int Late { get; init; }

    /// <summary>Percent of calls that are carried out a second time, later.</summary>
    public int Doubled { get; init; }

    /// <summary>Percent of calls that are given up and reach the target afterwards, maybe behind later ones.</summary>
    public int Reordered { get; init; }

    public Reboot? Reboot { get; init; }

    public SupervisorKill? Kill { get; init; }

    /// <summary>When nothing can be written on its disk.</summary>
    public Span? Full { get; init; }

    public DiskFills? Fills { get; init; }

    public Lie? Lie { get; init; }

    /// <summary>When it shows another host key than the one that is known.</summary>
    public Span? OtherKey { get; init; }

    public Reinstall? Reinstall { get; init; }

    /// <summary>By how much its supervisor's deadline comes late, or, if negative, early.</summary>
    public TimeSpan? ClockJump { get; init; }

    /// <summary>The checks of its new generation fail and say that it is for good.</summary>
    public bool IsWrong { get; init; }

    /// <summary>The checks of its new generation never pass.</summary>
    public bool NeverPasses => IsWrong || Check == CheckFault.Fails;

    /// <summary>The kinds that are among them.</summary>
    public IEnumerable<FaultKind> Kinds => FaultKinds.OfTargets.Where(kind => Without(kind) != this);

    /// <summary>Those of the kinds that were chosen.</summary>
    public TargetFaults Only(IReadOnlySet<FaultKind> choice) =>
        FaultKinds.OfTargets.Where(kind => !choice.Contains(kind)).Aggregate(this, (faults, kind) => faults.Without(kind));

    private TargetFaults Without(FaultKind kind) => kind switch
    {
        FaultKind.Slow => this with { Slowest = None.Slowest },
        FaultKind.Lost => this with { LostBefore = 0, LostAfter = 0 },
        FaultKind.Late => this with { Late = 0 },
        FaultKind.Doubled => this with { Doubled = 0 },
        FaultKind.Reordered => this with { Reordered = 0 },
        FaultKind.HalfOpen => this with { HalfOpen = 0 },
        FaultKind.Unreachable => this with { Refusal = null },
        FaultKind.Power => this with { PowerCut = null },
        FaultKind.Reboot => this with { Reboot = null },
        FaultKind.Supervisor => this with { Kill = null },
        FaultKind.Disk => this with { DiskFull = false },
        FaultKind.ReadOnly => this with { Full = null, Fills = null },
        FaultKind.Lie => this with { Lie = null },
        FaultKind.Identity => this with { OtherKey = null, Reinstall = null },
        FaultKind.HostClock => this with { ClockJump = null },
        FaultKind.Activation => this with { Activation = ActivationFault.None },
        FaultKind.Health => this with { Check = CheckFault.None },
        FaultKind.Wrong => this with { IsWrong = false },
        _ => this,
    };
}
