namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// The host's own supervisor is killed, as by the kernel when memory is short: what is on trial stays, and nobody takes it back by himself.
/// </summary>
internal sealed record SupervisorKill(Verb On, TimeSpan After) : Mishap(On, After);
