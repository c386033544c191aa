using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Forecasting;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Cli.Terminal;

/// <summary>A look as one line.</summary>
internal static class WatchText
{
    public static string Of(Look look) => FindingText.OneLine(
        $"{look.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}  {WatchEvents.StateName(look.State),-7}  " + string.Join(", ", Parts(look)));

    public static string Of(Cause cause) => cause switch
    {
        Cause.DeployedElsewhere elsewhere => $"cause: deployed elsewhere: {elsewhere.Deploy}{(elsewhere.At is { } at ? $" at {at:u}" : "")}",
        Cause.EditedOnHost => "cause: edited on the host",
        Cause.ChangedOnTheWay => "cause: changed on the way: by a proxy or CDN, or by the web server's configuration",
        Cause.OlderRelease older => $"cause: an older release, certified on {older.Certified:u}",
        _ => "cause: unknown",
    } + $"; {string.Join("; ", cause.Evidence)}";

    private static IEnumerable<string> Parts(Look look)
    {
        yield return look.Asked == 0 ? "nothing was asked" : $"{look.Asked - look.Wrong} of {look.Asked} as foreseen";
        if (look.Times is { } times)
        {
            yield return $"p50 {times.P50.TotalMilliseconds:0} ms, p95 {times.P95.TotalMilliseconds:0} ms";
        }

        if (look.Tls is TlsSight.Valid valid)
        {
            yield return $"certificate {valid.Days} days";
        }

        if (look.Latency is { } latency)
        {
            yield return $"answers {Way(latency, "slower", "faster")} by {Math.Abs(latency.PerHour):0.0} ms an hour ({Interval(latency, 1, "0.0")})";
        }

        if (look.Errors is { } errors)
        {
            yield return $"{Way(errors, "more", "fewer")} errors, by {Math.Abs(errors.PerHour) * 100:0.0} % an hour ({Interval(errors, 100, "0.0")})";
        }

        if (look.Forecast is FailureForecast.Said said)
        {
            yield return $"next fails with {said.Probability * 100:0.0} % (90 %: {said.Low * 100:0.0} to {said.High * 100:0.0}; {ForecastRecordText.Of(said.Past)})";
        }

        if (look.State != LookState.Right)
        {
            yield return $"again in {WaitOf(look.Wait)}";
        }
    }

    private static string WaitOf(TimeSpan wait) => wait < TimeSpan.FromSeconds(10)
        ? $"{wait.TotalSeconds:0.0} s"
        : Durations.Write(TimeSpan.FromSeconds(Math.Round(wait.TotalSeconds)));

    private static string Way(Trend trend, string up, string down) => trend.PerHour > 0 ? up : down;

    private static string Interval(Trend trend, double factor, string form) =>
        $"{trend.Confidence * 100:0} %: {(trend.Low * factor).ToString(form)} to {(trend.High * factor).ToString(form)}, {trend.Looks} looks";
}
