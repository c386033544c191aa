using Chimera.Engine.Truth;
using Chimera.Sites.Watching.Forecasting;

namespace Chimera.Cli.Terminal;

/// <summary>A forecast of a deploy as one line, with its record.</summary>
internal static class DeployForecastText
{
    public static string Of(TargetId target, FailureForecast forecast) => forecast switch
    {
        FailureForecast.Said said =>
            $"{target.Name}: this deploy is taken back or lost with {said.Probability * 100:0.0} % (90 %: {said.Low * 100:0.0} to {said.High * 100:0.0}), "
            + $"from {said.Looks} deploys after one that ended as the last one did; {ForecastRecordText.Of(said.Past)}",
        FailureForecast.TooLittle little =>
            $"{target.Name}: too few deploys on record to forecast whether this one is taken back or lost: {little.Looks} of {little.Needed}",
        _ => throw new InvalidOperationException("no such forecast"),
    };
}
