using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What many simulations of one plan came to: how it may end, how long it may take, and how bad it may get.</summary>
/// <param name="Runs">How many there were, from 1.</param>
/// <param name="Arrived">In how many every target arrived.</param>
/// <param name="Stopped">In how many a group was stopped because of failures.</param>
/// <param name="Untold">In how many the rollout came to no report of its own, because a person panicked meanwhile; they count for no target.</param>
/// <param name="Resumed">In how many the rollout had to be taken up again.</param>
/// <param name="Median">Of the time to the rollout's report.</param>
/// <param name="Tail">95 of 100 runs took no longer.</param>
/// <param name="Longest">The run that took longest.</param>
/// <param name="MostExposed">The run in which the most targets ran a generation that is bad there.</param>
/// <param name="Lost">The first run that ended with a target of unknown state; null when none did.</param>
/// <param name="Faults">In how many runs a kind of fault was drawn.</param>
/// <param name="Broken">The runs that broke an invariant.</param>
public sealed record Forecast(
    int Runs,
    int Arrived,
    int Stopped,
    int Untold,
    int Resumed,
    TimeSpan Median,
    TimeSpan Tail,
    SimulationResult Longest,
    SimulationResult MostExposed,
    SimulationResult? Lost,
    ImmutableSortedDictionary<FaultKind, int> Faults,
    ImmutableSortedDictionary<TargetId, TargetForecast> Targets,
    ImmutableArray<SimulationResult> Broken)
{
    /// <param name="results">Of the same plan; at least one.</param>
    public static Forecast Of(IReadOnlyCollection<SimulationResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var times = results.Select(result => result.Duration).Order().ToList();
        return new Forecast(
            results.Count,
            results.Count(result => !result.Outcomes.IsEmpty && result.Outcomes.Values.All(outcome => outcome.Arrived)),
            results.Count(result => !result.Stopped.IsEmpty),
            results.Count(result => result.Outcomes.IsEmpty),
            results.Count(result => result.Resumed > 0),
            times[times.Count / 2],
            times[Math.Min(times.Count - 1, times.Count * 95 / 100)],
            results.MaxBy(result => result.Duration)!,
            results.MaxBy(result => result.Exposed.Count)!,
            results.FirstOrDefault(result => result.Outcomes.Values.Any(outcome => outcome is Outcome.Lost)),
            results.SelectMany(result => result.Faults).GroupBy(kind => kind).ToImmutableSortedDictionary(kind => kind.Key, kind => kind.Count()),
            results.SelectMany(result => result.Outcomes.Keys).Distinct().ToImmutableSortedDictionary(target => target, target => TargetForecast.Of(target, results)),
            [.. results.Where(result => !result.Violations.IsEmpty)]);
    }
}
