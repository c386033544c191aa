namespace Chimera.Engine.Validation.Simulation;

/// <summary>Something that happens to a target once, a while after it first heard a verb.</summary>
internal abstract record Mishap(Verb On, TimeSpan After);
