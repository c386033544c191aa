using Chimera.Engine.Validation;

namespace Chimera.Engine.Planning;

/// <summary>What a declaration came out as, for one target.</summary>
public abstract record Resolution
{
    private Resolution()
    {
    }

    /// <summary>This generation is what the truth wants; everything needed to make it so is at hand.</summary>
    public sealed record Resolved(GenerationId Generation) : Resolution;

    /// <summary>It could not be evaluated or built.</summary>
    public sealed record Failed(Finding Why) : Resolution;
}
