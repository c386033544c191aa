namespace Chimera.Engine.Validation.Simulation;

/// <summary>The target's disk takes nothing more from some moment of an operation on.</summary>
/// <param name="Long">For how long.</param>
internal sealed record DiskFills(Verb On, TimeSpan After, TimeSpan Long) : Mishap(On, After);
