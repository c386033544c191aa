using System.Collections.Immutable;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Declaration;

/// <summary>Everything the fleet needs to know of one host and profile; what <c>DeclaredTarget.Spec</c> holds, as JSON.</summary>
/// <param name="Access">How to log in.</param>
/// <param name="System">What should run there.</param>
/// <param name="Profile">The profile that holds the generations, an absolute path.</param>
/// <param name="Checks">All must pass for the host to be healthy.</param>
/// <param name="Substitute">Let the host fetch what it can from its own substituters before anything is sent.</param>
public sealed record HostSpec(
    HostAccess Access,
    SystemSource System,
    string Profile,
    ImmutableArray<HealthCheck> Checks,
    bool Substitute)
{
    /// <summary>How it is proved on trial that one can still get in.</summary>
    public LoginProof ProveLogin { get; init; } = LoginProof.First;
}
