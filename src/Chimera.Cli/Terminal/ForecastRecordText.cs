using Chimera.Sites.Watching.Forecasting;

namespace Chimera.Cli.Terminal;

/// <summary>How forecasts fared until now, as it stands beside the next one.</summary>
internal static class ForecastRecordText
{
    public static string Of(ForecastRecord past) => past is { Brier: { } brier, OfBaseRate: { } ofBaseRate }
        ? $"{past.Forecasts} {(past.Forecasts == 1 ? "forecast" : "forecasts")} so far, Brier score {brier:0.0000} against {ofBaseRate:0.0000} of the base rate"
        : "no forecast was held against what came yet";
}
