using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Discovery;

/// <summary>What a target was seen to be.</summary>
public abstract record Sighting
{
    private Sighting()
    {
    }

    /// <summary>The target answered.</summary>
    /// <param name="Live">The generation that is active now; null when it has none that we know.</param>
    /// <param name="Committed">The generation it would come back to after a restart.</param>
    /// <param name="Trial">A change that was begun and not ended.</param>
    /// <param name="Available">Generations it can go back to without anything being sent, newest first.</param>
    public sealed record Seen(
        GenerationId? Live, GenerationId? Committed, Trial? Trial, ImmutableArray<GenerationId> Available) : Sighting
    {
        /// <summary>What is laid over the live generation for a while, as its realm says it; null for nothing. It is no drift.</summary>
        public string? Overlay { get; init; }
    }

    /// <summary>The target could not be looked at; nothing is known of it.</summary>
    public sealed record Unseen(Finding Why) : Sighting;
}
