using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Draws one fault of one kind.</summary>
internal static class FaultDraw
{
    /// <summary>The faults with one more, of this kind.</summary>
    /// <param name="bad">The generation is bad everywhere, so there is nothing else to be drawn for its health.</param>
    public static TargetFaults With(this TargetFaults faults, FaultKind kind, IChance chance, bool bad) => kind switch
    {
        FaultKind.Slow => faults with { Slowest = chance.Seconds(1, 12) },
        FaultKind.Lost when chance.Percent(30) => faults with { LostBefore = chance.Between(1, 50) },
        FaultKind.Lost => faults with { LostAfter = chance.Between(1, 50) },
        FaultKind.Late => faults with { Late = chance.Between(1, 40) },
        FaultKind.Doubled => faults with { Doubled = chance.Between(5, 60) },
        FaultKind.Reordered => faults with { Reordered = chance.Between(1, 40) },
        FaultKind.HalfOpen => faults with { HalfOpen = chance.Between(1, 40) },
        FaultKind.Unreachable => faults with { Refusal = chance.Percent(40) ? new Span(TimeSpan.Zero, TimeSpan.MaxValue) : chance.Span(30, 90) },
        FaultKind.Power => faults with { PowerCut = PowerCut(chance) },
        FaultKind.Reboot => faults with { Reboot = new Reboot(Moment(chance), After(chance), chance.Seconds(1, 60), chance.Percent(30)) },
        FaultKind.Supervisor => faults with
        {
            Kill = new SupervisorKill(chance.Pick(Verb.Apply, Verb.Verify, Verb.Commit, Verb.Revert), After(chance)),
        },
        FaultKind.ReadOnly when chance.Percent(50) => faults with { Full = chance.Span(30, 60) },
        FaultKind.ReadOnly => faults with
        {
            Fills = new DiskFills(chance.Pick(Verb.Apply, Verb.Commit, Verb.Commit, Verb.Revert), After(chance) / 2, chance.Seconds(1, 60)),
        },
        FaultKind.Lie => faults with { Lie = new Lie(chance.Pick(Enum.GetValues<LieKind>()), chance.Between(5, 100)) },
        FaultKind.Identity when chance.Percent(50) => faults with
        {
            OtherKey = chance.Percent(50) ? new Span(chance.Seconds(0, 30), TimeSpan.MaxValue) : chance.Span(30, 90),
        },
        FaultKind.Identity => faults with { Reinstall = new Reinstall(Moment(chance), After(chance), chance.Seconds(5, 120)) },
        FaultKind.HostClock => faults with { ClockJump = TimeSpan.FromSeconds(chance.Between(-60, 120)) },
        FaultKind.Disk => faults with { DiskFull = chance.Percent(50) },
        FaultKind.Activation => faults with { Activation = chance.Pick(ActivationFault.Fails, ActivationFault.Hangs) },
        FaultKind.Health when !bad => faults with
        {
            Check = chance.Pick(CheckFault.Fails, CheckFault.Flaps, CheckFault.FailsLate, CheckFault.StartsSlowly),
        },
        FaultKind.Wrong => faults with { IsWrong = true },
        _ => faults,
    };

    /// <summary>Where somebody brings a target behind the plan's back.</summary>
    public static GenerationId Edit(Step step, IChance chance) => chance.Percent(50) ? step.To : new GenerationId("elsewhere");

    public static TimeSpan Seconds(this IChance chance, int least, int most) =>
        chance.Between(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));

    public static Span Span(this IChance chance, int latest, int longest)
    {
        var from = chance.Seconds(0, latest);
        return new Span(from, from + chance.Seconds(1, longest));
    }

    private static PowerCut PowerCut(IChance chance) => new(Moment(chance), After(chance), chance.Percent(25) ? null : chance.Seconds(1, 120));

    private static Verb Moment(IChance chance) =>
        chance.Pick(Verb.Observe, Verb.Prepare, Verb.Apply, Verb.Apply, Verb.Verify, Verb.Commit, Verb.Commit, Verb.Revert);

    private static TimeSpan After(IChance chance) => chance.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(600));
}
