using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Sites.Watching.Forecasting;

/// <summary>
/// How probable it is that the next deploy of a site at one place fails, that is, is taken back or lost, from how the earlier ones ended: as looks are foretold, with
/// the same judgement of what was foretold before.
/// </summary>
public static class DeployForecast
{
    /// <summary>With fewer deploys like the last one nothing is said.</summary>
    public const long Needed = 10;

    /// <returns>Null where no deploy was ever settled.</returns>
    public static async Task<FailureForecast?> OfAsync(IHistory history, TargetId target, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(history);
        FailureForecaster forecaster = new(FailureTally.Nothing, Needed);
        FailureForecast? next = null;
        foreach (var failed in await EndsAsync(history, target, cancel))
        {
            next = forecaster.Observe(failed);
        }

        return next;
    }

    /// <summary>Whether each deploy failed, oldest first. Only what was shown counts, and how it ended last: a resumed rollout may say so twice.</summary>
    private static async Task<IEnumerable<bool>> EndsAsync(IHistory history, TargetId target, CancellationToken cancel)
    {
        List<string> rollouts = [];
        Dictionary<string, bool> ends = new(StringComparer.Ordinal);
        await foreach (var told in history.ReadAsync(target.ToString(), cancel))
        {
            if (told.Type is not (EventTypes.DeployStart or EventTypes.DeployComplete)
                || told.Read(facts => facts.TextOrNull("rollout")) is not { } rollout)
            {
                continue;
            }

            if (told.Type == EventTypes.DeployStart && !rollouts.Contains(rollout))
            {
                rollouts.Add(rollout);
            }
            else if (told.Type == EventTypes.DeployComplete)
            {
                ends[rollout] = told.Read(facts => facts.TextOrNull("outcome")) == "reverted";
            }
        }

        // What is lost is never settled, so only its rollout says so.
        foreach (var rollout in rollouts.Where(rollout => !ends.ContainsKey(rollout)))
        {
            if (await IsLostAsync(history, new RolloutId(rollout), target, cancel))
            {
                ends[rollout] = true;
            }
        }

        return rollouts.Where(ends.ContainsKey).Select(rollout => ends[rollout]);
    }

    private static async Task<bool> IsLostAsync(IHistory history, RolloutId rollout, TargetId target, CancellationToken cancel)
    {
        await foreach (var told in history.ReadAsync(rollout.Stream, cancel))
        {
            if (told.Type == EventTypes.StepLost && told.Data["target"]?.GetValue<string>() == target.ToString())
            {
                return true;
            }
        }

        return false;
    }
}
