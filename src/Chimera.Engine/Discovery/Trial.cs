using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Discovery;

/// <summary>A change under way on a target.</summary>
/// <param name="Rollout">Who holds the target.</param>
/// <param name="From">Where it goes back to if the trial fails.</param>
/// <param name="To">What is on trial.</param>
/// <param name="Holder">The controller that began it, for a person to read.</param>
public sealed record Trial(RolloutId Rollout, GenerationId? From, GenerationId To, TrialPhase Phase, string Holder);
