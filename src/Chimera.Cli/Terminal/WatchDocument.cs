using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Cli.Composition;
using Chimera.Engine.Validation;
using Chimera.Sites.Platforms;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Forecasting;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Cli.Terminal;

/// <summary>A look as JSON.</summary>
internal static class WatchDocument
{
    public static JsonObject Of(WatchedPlace place, Look look) => new()
    {
        ["site"] = place.Site,
        ["platform"] = place.Platform.Name(),
        ["target"] = place.Release?.Target.Id.ToString(),
        ["url"] = place.Subject.Address.ToString(),
        ["look"] = look.Number,
        ["at"] = look.At.UtcDateTime.ToString("O"),
        ["state"] = WatchEvents.StateName(look.State),
        ["asked"] = look.Asked,
        ["wrong"] = look.Wrong,
        ["failed_share"] = look.Failed,
        ["began"] = Concerns(look.Began),
        ["ended"] = Concerns(look.Ended),
        ["suspected"] = Concerns(look.Suspected),
        ["known"] = look.Known,
        ["cause"] = look.Cause is { } cause ? CauseDocument.Write(cause) : null,
        ["p50_ms"] = look.Times?.P50.TotalMilliseconds,
        ["p95_ms"] = look.Times?.P95.TotalMilliseconds,
        ["latency_trend"] = TrendOf(look.Latency, "ms_per_hour"),
        ["error_trend"] = TrendOf(look.Errors, "share_per_hour"),
        ["certificate"] = CertificateOf(look.Tls),
        ["certificate_replaced"] = look.Replaced is { } replaced
            ? new JsonObject
            {
                ["fingerprint"] = replaced.Fingerprint, ["was_until"] = replaced.Was.UtcDateTime.ToString("O"),
                ["until"] = replaced.Expires.UtcDateTime.ToString("O"),
            }
            : null,
        ["forecast"] = ForecastOf(look.Forecast),
        ["next_in_ms"] = Math.Round(look.Wait.TotalMilliseconds),
    };

    private static JsonArray Concerns(ImmutableArray<Concern> concerns) => new([.. concerns.Select(concern =>
    {
        var document = FindingDocument.Write(concern.Finding);
        document["subject"] = concern.Subject;
        return (JsonNode)document;
    })]);

    private static JsonObject? TrendOf(Trend? trend, string unit) => trend is null ? null : new()
    {
        [unit] = trend.PerHour, ["low"] = trend.Low, ["high"] = trend.High, ["confidence"] = trend.Confidence, ["looks"] = trend.Looks,
    };

    private static JsonObject? CertificateOf(TlsSight sight) => sight switch
    {
        TlsSight.Valid valid => new() { ["valid"] = true, ["expires"] = valid.Expires.UtcDateTime.ToString("O"), ["days"] = valid.Days },
        TlsSight.Invalid invalid => new() { ["valid"] = false, ["expires"] = invalid.Expires.UtcDateTime.ToString("O"), ["code"] = invalid.Why.Code },
        _ => null,
    };

    /// <param name="of">What is foretold.</param>
    /// <param name="counted">What it is foretold from.</param>
    public static JsonObject ForecastOf(FailureForecast forecast, string of = "next_fails", string counted = "looks") => forecast switch
    {
        FailureForecast.Said said => new()
        {
            [of] = said.Probability, ["low"] = said.Low, ["high"] = said.High, [counted] = said.Looks,
            ["forecasts"] = said.Past.Forecasts, ["brier"] = said.Past.Brier, ["brier_of_base_rate"] = said.Past.OfBaseRate,
        },
        FailureForecast.TooLittle little => new() { [of] = null, [counted] = little.Looks, ["needed"] = little.Needed },
        _ => throw new InvalidOperationException("no such forecast"),
    };
}
