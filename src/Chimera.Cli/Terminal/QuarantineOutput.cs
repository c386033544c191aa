using System.Text.Json.Nodes;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Terminal;

/// <summary>A generation in quarantine, for a person or a program.</summary>
internal static class QuarantineOutput
{
    public static void Write(QuarantineCase held, OutputFormat format, Streams streams) => streams.Out.WriteLine(format == OutputFormat.Json
        ? new JsonObject
        {
            ["generation"] = held.Generation.Value,
            ["why"] = FindingDocument.Write(held.Why),
            ["rollout"] = held.Rollout.Value,
            ["at"] = held.At.UtcDateTime.ToString("O"),
            ["discarded"] = held.Discarded,
        }.ToLine()
        : FindingText.OneLine(
            $"{held.Generation}  rollout {held.Rollout}: {held.Why.Message} [{held.Why.Code}]{(held.Discarded is { } reason ? $"; discarded: {reason}" : "")}"));
}
