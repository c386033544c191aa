namespace Chimera.Engine.Validation.Simulation;

/// <summary>A person panics: the controller's rollout, if it still runs, is ended where it is, and everything is taken back.</summary>
/// <param name="CrashAfter">The first panic is killed after so many turns, and the person panics again; null for never.</param>
internal sealed record PanicAt(TimeSpan At, int? CrashAfter);
