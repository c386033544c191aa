namespace Chimera.Engine.Validation.Simulation;

/// <summary>A part of virtual time, counted from the beginning of the simulation.</summary>
internal sealed record Span(TimeSpan From, TimeSpan To)
{
    public bool Contains(TimeSpan time) => From <= time && time < To;
}
