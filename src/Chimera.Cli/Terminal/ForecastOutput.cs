using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Cli.Terminal;

/// <summary>Writes what many simulated rollouts of one plan came to.</summary>
internal static class ForecastOutput
{
    public static void Write(Plan plan, Forecast forecast, OutputFormat format, Streams streams)
    {
        if (format == OutputFormat.Json)
        {
            streams.Out.WriteLine(Document(plan, forecast).ToLine());
            return;
        }

        foreach (var line in Text(plan, forecast))
        {
            streams.Out.WriteLine(line);
        }
    }

    private static IEnumerable<string> Text(Plan plan, Forecast forecast)
    {
        yield return forecast.Faults.IsEmpty
            ? $"played {forecast.Runs} times, with nothing going wrong"
            : $"played {forecast.Runs} times; far more goes wrong here than in life, so that every way it can end is seen";
        yield return $"{Share(forecast.Arrived, forecast.Runs)} every target arrived";
        yield return $"{Share(forecast.Stopped, forecast.Runs)} a group was stopped because of failures";
        if (forecast.Untold > 0)
        {
            yield return $"{Share(forecast.Untold, forecast.Runs)} a person panicked before the rollout had come to its end";
        }

        yield return $"{Share(forecast.Resumed, forecast.Runs)} the rollout was cut off and taken up again";
        yield return $"time: {Time(forecast.Median)} in half of them, {Time(forecast.Tail)} in 95 of 100, {Time(forecast.Longest.Duration)} at most (seed {forecast.Longest.Seed})";
        yield return forecast.MostExposed.Exposed.IsEmpty
            ? "no target ever ran a generation that is bad there"
            : $"a bad generation ran on {forecast.MostExposed.Exposed.Count} of {plan.BlastRadius} targets at most (seed {forecast.MostExposed.Seed})";
        if (forecast.Lost is { } lost)
        {
            yield return $"seed {lost.Seed} ends with a target that nobody can see any more; its own supervisor brings it back";
        }

        foreach (var line in Targets(forecast).Concat(Faults(forecast)))
        {
            yield return line;
        }

        foreach (var broken in forecast.Broken)
        {
            yield return $"seed {broken.Seed} broke: {string.Join("; ", broken.Violations)}";
        }
    }

    private static IEnumerable<string> Targets(Forecast forecast)
    {
        yield return "";
        var width = forecast.Targets.Keys.Select(target => target.ToString().Length).DefaultIfEmpty().Max();
        foreach (var (target, fared) in forecast.Targets)
        {
            var ends = fared.Outcomes.OrderByDescending(end => end.Value).Select(end => $"{end.Value} {end.Key}");
            yield return $"{target.ToString().PadRight(width)}  {string.Join(", ", ends)}{(fared.Exposed > 0 ? $"; ran a bad generation {fared.Exposed} times" : "")}";
        }
    }

    private static IEnumerable<string> Faults(Forecast forecast)
    {
        if (forecast.Faults.IsEmpty)
        {
            yield break;
        }

        yield return "";
        var width = forecast.Faults.Keys.Max(kind => FaultText.NameOf(kind).Length);
        foreach (var (kind, runs) in forecast.Faults)
        {
            yield return $"{FaultText.NameOf(kind).PadRight(width)}  in {runs,5} runs: {FaultText.Of(kind)}";
        }
    }

    private static string Share(int part, int all) => $"{part,6} of {all}:";

    private static string Time(TimeSpan time) => Durations.Write(TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds)));

    private static JsonObject Document(Plan plan, Forecast forecast) => new()
    {
        ["plan"] = plan.Digest,
        ["runs"] = forecast.Runs,
        ["arrived"] = forecast.Arrived,
        ["stopped"] = forecast.Stopped,
        ["untold"] = forecast.Untold,
        ["resumed"] = forecast.Resumed,
        ["seconds"] = new JsonObject
        {
            ["median"] = forecast.Median.TotalSeconds, ["p95"] = forecast.Tail.TotalSeconds, ["longest"] = forecast.Longest.Duration.TotalSeconds,
        },
        ["longestSeed"] = forecast.Longest.Seed,
        ["mostExposed"] = forecast.MostExposed.Exposed.Count,
        ["mostExposedSeed"] = forecast.MostExposed.Seed,
        ["lostSeed"] = forecast.Lost?.Seed,
        ["targets"] = new JsonObject(forecast.Targets.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key.ToString(), new JsonObject
        {
            ["outcomes"] = Counts(pair.Value.Outcomes.Select(end => (end.Key, end.Value))),
            ["exposed"] = pair.Value.Exposed,
        }))),
        ["faults"] = Counts(forecast.Faults.Select(fault => (FaultText.NameOf(fault.Key), fault.Value))),
        ["violations"] = new JsonArray([.. forecast.Broken.SelectMany(broken => broken.Violations.Select(violation =>
            new JsonObject { ["seed"] = broken.Seed, ["broke"] = violation }))]),
    };

    private static JsonObject Counts(IEnumerable<(string Name, int Count)> counts) =>
        new(counts.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Name, JsonValue.Create(pair.Count))));
}
