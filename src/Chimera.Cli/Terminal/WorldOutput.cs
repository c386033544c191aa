using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Cli.Terminal;

/// <summary>Writes the recorded world states, newest first.</summary>
internal static class WorldOutput
{
    public static void Write(WorldHistory history, OutputFormat format, Streams streams)
    {
        foreach (var world in history.Worlds.Reverse())
        {
            var groups = world.Targets.Values.GroupBy(target => (target.Target.Group, target.Generation)).OrderBy(group => group.Key.Group, StringComparer.Ordinal);
            if (format == OutputFormat.Json)
            {
                streams.Out.WriteLine(new JsonObject
                {
                    ["world"] = world.Number,
                    ["at"] = world.At.UtcDateTime.ToString("O"),
                    ["cause"] = world.Cause,
                    ["targets"] = new JsonObject(world.Targets.Select(pair =>
                        KeyValuePair.Create<string, JsonNode?>(pair.Key.ToString(), pair.Value.Generation.Value))),
                }.ToLine());
                continue;
            }

            streams.Out.WriteLine($"{world.Number,4}  {world.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}  {world.Cause}");
            foreach (var group in groups)
            {
                streams.Out.WriteLine($"      {group.Key.Group} ({group.Count()}): {group.Key.Generation}");
            }
        }
    }
}
