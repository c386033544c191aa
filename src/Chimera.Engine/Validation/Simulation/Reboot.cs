namespace Chimera.Engine.Validation.Simulation;

/// <summary>A target restarts.</summary>
/// <param name="Elsewhere">It comes up in another generation than its boot entry says, as when a person or the boot loader chose one.</param>
internal sealed record Reboot(Verb On, TimeSpan After, TimeSpan Off, bool Elsewhere) : Mishap(On, After);
