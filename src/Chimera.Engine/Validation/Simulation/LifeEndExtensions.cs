namespace Chimera.Engine.Validation.Simulation;

internal static class LifeEndExtensions
{
    /// <summary>As the trace says it.</summary>
    public static string Words(this LifeEnd end) => end switch
    {
        LifeEnd.Ended => "ended",
        LifeEnd.Crashed => "crashed",
        LifeEnd.Interrupted => "interrupted",
        _ => "out of record",
    };
}
