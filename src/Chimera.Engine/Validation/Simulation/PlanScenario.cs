using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Draws what goes wrong while a given plan is carried out, from the kinds that were chosen.</summary>
internal static class PlanScenario
{
    public static Scenario Of(Plan plan, ulong seed, IReadOnlySet<FaultKind> choice)
    {
        SeededChance chance = new(seed);
        var bad = plan.Steps.Select(step => step.Group).Distinct()
            .Where(group => choice.Contains(FaultKind.Health) && chance.For($"group {group}").Percent(25))
            .ToHashSet();
        var controller = chance.For("controller");
        return new Scenario(
            seed,
            plan,
            [.. plan.Steps.Select(step => Draw(step, chance.For($"faults of {step.Id}"), bad.Contains(step.Group), choice))],
            Crashes: Happens(FaultKind.Crash)
                ? [.. Enumerable.Range(0, controller.Between(1, 4)).Select(_ => controller.Between(1, 40 * plan.Steps.Length))]
                : [],
            Away: controller.Percent(70) ? controller.Seconds(0, 20) : controller.Seconds(20, 300),
            StopAt: Happens(FaultKind.Stop) ? controller.Seconds(0, 30) : null,
            DiskFull: Happens(FaultKind.Record) ? controller.Span(30, 60) : null,
            Rival: Happens(FaultKind.Rival) ? new Rival(controller.Seconds(0, 40), controller.Between(1, plan.Steps.Length)) : null)
        {
            Twin = Happens(FaultKind.Twin) ? ScenarioDraw.DrawTwin(chance, plan.Steps.Length) : null,
            Clock = Happens(FaultKind.Clock) ? ScenarioDraw.DrawClock(chance) : null,
            Panic = Happens(FaultKind.Panic) ? ScenarioDraw.DrawPanic(chance, plan.Steps.Length) : null,
        };

        bool Happens(FaultKind kind) => controller.Percent(40) && choice.Contains(kind) && !plan.Steps.IsEmpty;
    }

    /// <summary>Most targets are sound, so that the rollout gets somewhere.</summary>
    private static ScenarioTarget Draw(Step step, SeededChance chance, bool bad, IReadOnlySet<FaultKind> choice)
    {
        var faults = TargetFaults.None with { Check = bad ? CheckFault.Fails : CheckFault.None };
        // What came later is drawn for itself, so that a seed keeps what it meant without it.
        faults = choice.Contains(FaultKind.Wrong) && chance.For("wrong").Percent(5) ? faults with { IsWrong = true } : faults;
        ImmutableArray<FaultKind> kinds = [.. FaultKinds.OfTargets.Where(kind => kind != FaultKind.Wrong && choice.Contains(kind))];
        var moved = (GenerationId?)null;
        for (var count = kinds.IsEmpty ? 0 : chance.Pick(0, 0, 0, 1, 1, 2); count > 0; count--)
        {
            var kind = kinds[chance.Below(kinds.Length)];
            faults = faults.With(kind, chance, bad);
            moved ??= kind == FaultKind.Edit ? FaultDraw.Edit(step, chance) : null;
        }

        return new ScenarioTarget(step, faults) { Moved = moved };
    }
}
