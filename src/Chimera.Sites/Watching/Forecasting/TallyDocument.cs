using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Sites.Watching.Forecasting;

/// <summary>A tally as the record has it.</summary>
internal static class TallyDocument
{
    public static JsonObject Write(FailureTally tally) => new()
    {
        ["right_then_right"] = tally.RightThenRight,
        ["right_then_failed"] = tally.RightThenFailed,
        ["failed_then_right"] = tally.FailedThenRight,
        ["failed_then_failed"] = tally.FailedThenFailed,
        ["forecasts"] = tally.Scored,
        ["squared_error"] = tally.SquaredError,
        ["base_squared_error"] = tally.BaseSquaredError,
    };

    /// <returns>Nothing for what is no tally: a forecast rests on what can be read.</returns>
    public static FailureTally Read(JsonNode? document)
    {
        if (document is not JsonObject map)
        {
            return FailureTally.Nothing;
        }

        string[] names =
        [
            "right_then_right", "right_then_failed", "failed_then_right", "failed_then_failed", "forecasts", "squared_error", "base_squared_error",
        ];
        var counts = names.Select(name => CountOf(map[name])).OfType<long>().ToList();
        return counts.Count < names.Length
            ? FailureTally.Nothing
            : new FailureTally(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
    }

    /// <returns>Null when it is no count.</returns>
    private static long? CountOf(JsonNode? node) =>
        node.LongOrNull() is { } count and >= 0 and < 1L << 53 ? count : null;
}
