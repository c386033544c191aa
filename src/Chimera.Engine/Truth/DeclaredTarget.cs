using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;

namespace Chimera.Engine.Truth;

/// <summary>
/// What the truth says of one target. The engine reads the group, the order and the policy; the
/// <see cref="Spec"/> is the realm's own and complete: with it a plan can be carried out without the truth file.
/// </summary>
/// <param name="Id">The target.</param>
/// <param name="Group">Targets of one group want the same thing and travel in waves together (a fleet's system).</param>
/// <param name="Tags">What selectors choose by, besides the name and the group.</param>
/// <param name="DependsOn">Groups of the same realm that must have arrived before this one starts.</param>
/// <param name="Rollout">How the group is rolled out; the same for all its targets.</param>
/// <param name="Spec">Canonical JSON that only the realm reads. Holds no secret.</param>
public sealed record DeclaredTarget(
    TargetId Id,
    string Group,
    ImmutableArray<string> Tags,
    ImmutableArray<string> DependsOn,
    RolloutPolicy Rollout,
    JsonObject Spec);
