using System.Collections.Immutable;
using Chimera.Cli.Commands;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Sites.Watching.Forecasting;

namespace Chimera.Cli.Composition;

/// <summary>How probable it is that a plan's deploys of sites are taken back, from how the record says the earlier ones ended.</summary>
internal static class DeployForecasts
{
    /// <returns>None for what is no site, is at rest, or was never deployed.</returns>
    public static async Task<ImmutableSortedDictionary<TargetId, FailureForecast>> OfAsync(PlanDraft draft, IHistory history, CancellationToken cancel)
    {
        var forecasts = ImmutableSortedDictionary.CreateBuilder<TargetId, FailureForecast>();
        foreach (var step in draft.Plan.Steps.Where(step => !step.AtRest && CertifyingTargets.IsSite(step.Target)))
        {
            if (await DeployForecast.OfAsync(history, step.Id, cancel) is { } forecast)
            {
                forecasts[step.Id] = forecast;
            }
        }

        return forecasts.ToImmutable();
    }
}
