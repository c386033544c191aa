using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation;

/// <summary>A generation in quarantine, with what leads to the evidence against it.</summary>
/// <param name="Why">What it was caught at.</param>
/// <param name="Rollout">Whose events are the evidence.</param>
/// <param name="Discarded">Why a person will not try it again; null while nobody has decided.</param>
public sealed record QuarantineCase(GenerationId Generation, Finding Why, RolloutId Rollout, DateTimeOffset At, string? Discarded);
