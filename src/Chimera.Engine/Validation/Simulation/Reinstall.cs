namespace Chimera.Engine.Validation.Simulation;

/// <summary>Somebody installs the machine anew: it comes back under the same name and knows nothing of us.</summary>
internal sealed record Reinstall(Verb On, TimeSpan After, TimeSpan Off) : Mishap(On, After);
