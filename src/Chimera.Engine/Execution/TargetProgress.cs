using Chimera.Engine.Truth;

namespace Chimera.Engine.Execution;

/// <summary>A passing remark about a target at work, for whoever watches. Not recorded.</summary>
public sealed record TargetProgress(TargetId Target, RolloutPhase Phase, string? Line);
