namespace Chimera.Engine.Validation.Simulation;

/// <summary>A controller's wall clock is set, while time itself goes on as ever.</summary>
internal sealed record ClockJump(TimeSpan At, TimeSpan By);
