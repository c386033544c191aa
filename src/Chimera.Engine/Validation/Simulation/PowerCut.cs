namespace Chimera.Engine.Validation.Simulation;

/// <summary>A target loses its power once, a while after it first heard a verb.</summary>
/// <param name="Off">How long it stays off; null for good.</param>
internal sealed record PowerCut(Verb On, TimeSpan After, TimeSpan? Off);
