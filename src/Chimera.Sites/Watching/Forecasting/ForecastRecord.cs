namespace Chimera.Sites.Watching.Forecasting;

/// <summary>How forecasts fared: Brier scores, 0 when always certain and right, 0.25 for always saying a half.</summary>
/// <param name="Forecasts">How many were held against what came.</param>
/// <param name="Brier">Null while there are none.</param>
/// <param name="OfBaseRate">Of saying the share of failures so far each time; what is not below it is worth nothing.</param>
public sealed record ForecastRecord(long Forecasts, double? Brier, double? OfBaseRate)
{
    internal static ForecastRecord Of(FailureTally tally) =>
        tally.Scored == 0
            ? new ForecastRecord(0, null, null)
            : new ForecastRecord(tally.Scored, Mean(tally.SquaredError, tally), Mean(tally.BaseSquaredError, tally));

    private static double Mean(long millionths, FailureTally tally) => millionths / 1e6 / tally.Scored;
}
