namespace Chimera.Fleet.Activation;

/// <summary>How long the host may take.</summary>
/// <param name="Activation">For an activation that has no trial's window: going back, and writing the boot entry. More than zero.</param>
/// <param name="Answer">For everything that should answer at once, and the slack on top of the others.</param>
public sealed record ActivationLimits(TimeSpan Activation, TimeSpan Answer)
{
    public static readonly ActivationLimits Default = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(60));
}
