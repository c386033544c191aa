using Chimera.Engine.Execution;

namespace Chimera.Fleet.Activation;

/// <summary>What came of preparing a host. A closed set.</summary>
internal abstract record Preparation
{
    private Preparation()
    {
    }

    /// <summary>All is there, or the host said no.</summary>
    public sealed record Answered(Reply Reply) : Preparation;

    /// <summary>All is done but the new generation is not there yet.</summary>
    /// <param name="Daemon">The socket at which Nix's daemon listens there; null where none does.</param>
    public sealed record Awaited(string? Daemon) : Preparation;
}
