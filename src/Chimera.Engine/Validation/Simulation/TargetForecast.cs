using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>How one target fared in many simulations.</summary>
/// <param name="Outcomes">How often it ended so, by the name of the outcome.</param>
/// <param name="Exposed">How often it ran a generation that is bad there.</param>
public sealed record TargetForecast(ImmutableSortedDictionary<string, int> Outcomes, int Exposed)
{
    internal static TargetForecast Of(TargetId target, IEnumerable<SimulationResult> results)
    {
        var outcomes = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        var exposed = 0;
        foreach (var result in results.Where(result => result.Outcomes.ContainsKey(target)))
        {
            var name = OutcomeDocument.NameOf(result.Outcomes[target]);
            outcomes[name] = outcomes.GetValueOrDefault(name) + 1;
            exposed += result.Exposed.Contains(target) ? 1 : 0;
        }

        return new TargetForecast(outcomes.ToImmutable(), exposed);
    }
}
