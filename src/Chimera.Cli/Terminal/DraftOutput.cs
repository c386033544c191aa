using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;

namespace Chimera.Cli.Terminal;

/// <summary>Writes where a draft can be looked at.</summary>
internal static class DraftOutput
{
    public static void Write(Step step, DraftOutcome outcome, OutputFormat format, Streams streams)
    {
        if (outcome is DraftOutcome.Failed { Why: var why })
        {
            streams.Err.WriteLine(FindingText.Of(why));
        }

        if (format == OutputFormat.Json)
        {
            streams.Out.WriteLine(new JsonObject
            {
                ["type"] = "draft",
                ["target"] = step.Id.ToString(),
                ["generation"] = step.To.Value,
                ["address"] = outcome switch
                {
                    DraftOutcome.Ready ready => ready.Address.AbsoluteUri,
                    DraftOutcome.Failed failed => failed.Address?.AbsoluteUri,
                    _ => throw new InvalidOperationException("no such outcome"),
                },
                ["deploy"] = (outcome as DraftOutcome.Ready)?.Id,
                ["asked"] = (outcome as DraftOutcome.Ready)?.Asked,
                ["why"] = outcome is DraftOutcome.Failed reason ? FindingDocument.Write(reason.Why) : null,
            }.ToLine());
        }
        else if (outcome is DraftOutcome.Ready ready)
        {
            streams.Out.WriteLine(
                $"{step.Id.Name} at {ready.Address}: {ready.Asked} of {ready.Asked} answers as foreseen"
                + $"{(ready.Unasked > 0 ? $" ({ready.Unasked} cannot be seen from here)" : "")}; shown to nobody: 'chimera deploy' shows it");
        }
    }
}
