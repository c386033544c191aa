namespace Chimera.Engine.Validation.Simulation;

/// <summary>A second controller that rolls something else out over some of the same targets.</summary>
/// <param name="At">When it begins.</param>
/// <param name="Targets">How many of the targets it wants, from the last one on.</param>
internal sealed record Rival(TimeSpan At, int Targets);
