using System.Text.Json.Nodes;
using Chimera.Engine.Discovery;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Terminal;

/// <summary>Writes a status: a line for each target.</summary>
internal static class StatusOutput
{
    public static void Write(IReadOnlyList<StatusRow> rows, OutputFormat format, Streams streams)
    {
        // With one realm its name says nothing.
        var isOneRealm = rows.DistinctBy(row => row.Observation.Target.Realm).Count() < 2;
        var width = rows.Select(row => Name(row, isOneRealm).Length).DefaultIfEmpty().Max();
        foreach (var row in rows)
        {
            streams.Out.WriteLine(format == OutputFormat.Json ? Document(row).ToLine() : Line(row, Name(row, isOneRealm).PadRight(width)));
        }
    }

    private static string Name(StatusRow row, bool isOneRealm) => isOneRealm ? row.Observation.Target.Name : row.Observation.Target.ToString();

    private static string Line(StatusRow row, string name)
    {
        var live = row.Observation.Sighting is Sighting.Seen seen ? seen.Live?.Value ?? "nothing known" : "?";
        var remark = row.Remark;
        return $"{name}  {Word(row.State),-11}  {FindingText.OneLine(live)}{(remark.Length > 0 ? $"  ({remark})" : "")}";
    }

    private static JsonObject Document(StatusRow row)
    {
        var seen = row.Observation.Sighting as Sighting.Seen;
        return new JsonObject
        {
            ["target"] = row.Observation.Target.ToString(),
            ["state"] = Word(row.State),
            ["at"] = row.Observation.At.UtcDateTime.ToString("O"),
            ["live"] = seen?.Live?.Value,
            ["overlay"] = seen?.Overlay,
            ["committed"] = seen?.Committed?.Value,
            ["leftAt"] = row.LeftAt?.Value,
            ["trial"] = seen?.Trial is { } trial
                ? new JsonObject
                {
                    ["rollout"] = trial.Rollout.Value,
                    ["from"] = trial.From?.Value,
                    ["to"] = trial.To.Value,
                    ["phase"] = trial.Phase.ToString().ToLowerInvariant(),
                    ["holder"] = trial.Holder,
                }
                : null,
            ["why"] = row.Observation.Sighting is Sighting.Unseen unseen ? FindingDocument.Write(unseen.Why) : null,
        };
    }

    private static string Word(TargetState state) => state switch
    {
        TargetState.AsLeft => "as-left",
        _ => state.ToString().ToLowerInvariant(),
    };
}
