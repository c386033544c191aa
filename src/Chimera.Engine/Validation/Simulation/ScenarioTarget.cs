using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>One target of a scenario: what is planned for it and what goes wrong with it.</summary>
internal sealed record ScenarioTarget(Step Step, TargetFaults Faults)
{
    /// <summary>Where it has been brought since the plan was made; null when it is where the plan says.</summary>
    public GenerationId? Moved { get; init; }

    public IEnumerable<FaultKind> Kinds => Moved is null ? Faults.Kinds : Faults.Kinds.Append(FaultKind.Edit);

    /// <summary>A target that goes from <c>old</c> to <c>new</c> of its group.</summary>
    public static ScenarioTarget Of(
        string name, RolloutPolicy policy, TargetFaults? faults = null, string group = "g1", params ImmutableArray<string> dependsOn)
    {
        GenerationId old = new($"old-{group}");
        DeclaredTarget declared = new(new TargetId(SimulatedRealm.RealmName, name), group, [], dependsOn, policy, []);
        return new ScenarioTarget(new Step(declared, old, old, new GenerationId($"new-{group}"), Difference.None), faults ?? TargetFaults.None);
    }
}
