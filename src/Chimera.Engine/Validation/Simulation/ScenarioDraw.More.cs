using System.Collections.Immutable;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Kinds of faults that came after the first ones.</summary>
internal sealed partial class ScenarioDraw
{
    private static readonly ImmutableArray<FaultKind> Later =
    [
        FaultKind.Late, FaultKind.Doubled, FaultKind.Reordered, FaultKind.HalfOpen, FaultKind.Reboot, FaultKind.Supervisor, FaultKind.ReadOnly,
        FaultKind.Lie, FaultKind.Identity, FaultKind.HostClock, FaultKind.Wrong,
    ];

    public static Twin DrawTwin(SeededChance chance, int targets)
    {
        var drawn = chance.For("twin");
        return new Twin(drawn.Seconds(0, 60), drawn.Between(1, targets), Same: drawn.Percent(60));
    }

    public static ClockJump DrawClock(SeededChance chance)
    {
        var drawn = chance.For("clock");
        return new ClockJump(drawn.Seconds(0, 40), TimeSpan.FromMinutes(drawn.Between(-180, 180)));
    }

    public static PanicAt DrawPanic(SeededChance chance, int targets)
    {
        var drawn = chance.For("panic");
        var at = drawn.Percent(80) ? drawn.Seconds(0, 60) : drawn.Seconds(60, 600);
        return new PanicAt(at, drawn.Percent(40) ? drawn.Between(1, 12 * targets) : null);
    }

    /// <summary>A kind is in some of the scenarios, and there on some of the targets.</summary>
    private ScenarioTarget More(ScenarioTarget target)
    {
        foreach (var kind in Later.Where(kind => IsDrawn(kind, 30)))
        {
            var drawn = Source(kind).For($"target {target.Step.Id}");
            if (drawn.Percent(20))
            {
                target = target with { Faults = target.Faults.With(kind, drawn, bad: false) };
            }
        }

        return target;
    }

    private bool IsDrawn(FaultKind kind, int percent) => _choice.Contains(kind) && Source(kind).Percent(percent);

    private SeededChance Source(FaultKind kind) => new SeededChance(_seed).For($"kind {kind}");
}
