namespace Chimera.Sites.Watching.Forecasting;

/// <summary>
/// Foretells whether the next look fails, from how often one did after a look like this: two Beta-Bernoulli posteriors with Jeffreys'
/// prior, one after looks that were right and one after looks that failed, because failures last. Each forecast is held against what came.
/// </summary>
/// <param name="earlier">What earlier watches counted.</param>
/// <param name="needed">With fewer like the last one nothing is said.</param>
internal sealed class FailureForecaster(FailureTally earlier, long needed = FailureForecaster.Needed)
{
    /// <summary>With fewer looks than this nothing is said.</summary>
    public const long Needed = 20;

    private const double Prior = 0.5;
    private const double Tail = 0.05;
    private const double Millionths = 1e6;

    private bool? _last;
    private FailureForecast? _said;

    /// <summary>What this watch counted, without the earlier ones.</summary>
    public FailureTally Tally { get; private set; } = FailureTally.Nothing;

    private FailureTally Whole => earlier + Tally;

    /// <summary>Takes in a look, and foretells the next.</summary>
    public FailureForecast Observe(bool failed)
    {
        if (_last is { } before)
        {
            Tally += Scored(failed) + Counted(before, failed);
        }

        _last = failed;
        return _said = Forecast(failed);
    }

    private FailureForecast Forecast(bool failed)
    {
        var whole = Whole;
        var (failures, looks) = failed
            ? (whole.FailedThenFailed, whole.FailedThenFailed + whole.FailedThenRight)
            : (whole.RightThenFailed, whole.RightThenFailed + whole.RightThenRight);
        var (a, b) = (failures + Prior, looks - failures + Prior);
        return looks < needed
            ? new FailureForecast.TooLittle(looks, needed)
            : new FailureForecast.Said(
                a / (a + b), IncompleteBeta.Quantile(a, b, Tail), IncompleteBeta.Quantile(a, b, 1 - Tail), looks, ForecastRecord.Of(whole));
    }

    private FailureTally Scored(bool failed)
    {
        if (_said is not FailureForecast.Said said)
        {
            return FailureTally.Nothing;
        }

        var whole = Whole;
        var share = (whole.Failed + Prior) / (whole.Looks + (2 * Prior));
        return FailureTally.Nothing with { Scored = 1, SquaredError = Squared(said.Probability, failed), BaseSquaredError = Squared(share, failed) };
    }

    private static long Squared(double probability, bool failed) => (long)Math.Round(Math.Pow(probability - (failed ? 1 : 0), 2) * Millionths);

    private static FailureTally Counted(bool before, bool failed) => (before, failed) switch
    {
        (false, false) => FailureTally.Nothing with { RightThenRight = 1 },
        (false, true) => FailureTally.Nothing with { RightThenFailed = 1 },
        (true, false) => FailureTally.Nothing with { FailedThenRight = 1 },
        (true, true) => FailureTally.Nothing with { FailedThenFailed = 1 },
    };
}
