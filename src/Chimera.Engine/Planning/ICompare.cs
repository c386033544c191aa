using Chimera.Engine.Truth;

namespace Chimera.Engine.Planning;

/// <summary>A realm's part in Planning: what the truth means, and how far a target is from it.</summary>
public interface ICompare
{
    /// <summary>Turns declarations into generations (a fleet evaluates and builds). Has an answer for every target it was asked about.</summary>
    Task<IReadOnlyDictionary<TargetId, Resolution>> ResolveAsync(IReadOnlyList<DeclaredTarget> targets, CancellationToken cancel);

    /// <summary>What changes between two generations. An unknown or absent <paramref name="from"/> makes everything an addition.</summary>
    Task<Difference> CompareAsync(DeclaredTarget target, GenerationId? from, GenerationId to, CancellationToken cancel);
}
