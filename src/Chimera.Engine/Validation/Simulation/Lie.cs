namespace Chimera.Engine.Validation.Simulation;

/// <summary>A target says what is not so.</summary>
/// <param name="Percent">Of the calls it could lie to.</param>
internal sealed record Lie(LieKind Kind, int Percent);
