namespace Chimera.Engine.Validation.Simulation;

/// <summary>A target loses its power.</summary>
/// <param name="Off">How long it stays off; null for good.</param>
internal sealed record PowerCut(Verb On, TimeSpan After, TimeSpan? Off) : Mishap(On, After);
