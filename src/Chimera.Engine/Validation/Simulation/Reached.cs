using System.Collections.Immutable;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Counts how often each branch of interest was taken, so that a test can tell which ones no seed leads to.</summary>
internal sealed class Reached
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Count(string branch) => _counts[branch] = _counts.GetValueOrDefault(branch) + 1;

    public ImmutableSortedDictionary<string, int> ToImmutable() => _counts.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
