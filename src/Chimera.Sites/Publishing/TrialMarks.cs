using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Sites.Publishing;

/// <summary>The marks of trials, one for each target. Written before a release is shown, removed when it is settled.</summary>
internal sealed class TrialMarks(INotes notes)
{
    public TrialMark? Read(TargetId target)
    {
        if (notes.Read(NameOf(target)) is not { } bytes)
        {
            return null;
        }

        try
        {
            var mark = JsonNode.Parse(bytes)!;
            return new TrialMark(
                new RolloutId(mark["rollout"]!.GetValue<string>()),
                mark["from"] is { } from ? new GenerationId(from.GetValue<string>()) : null,
                new GenerationId(mark["to"]!.GetValue<string>()),
                mark["holder"]!.GetValue<string>());
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException)
        {
            // It is written whole or not at all, so somebody else wrote this.
            throw new RecordUnavailableException($"the mark of the trial on {target} is not what was written", e);
        }
    }

    public void Write(TargetId target, TrialMark mark) => notes.Write(NameOf(target), CanonicalJson.Write(new JsonObject
    {
        ["target"] = target.ToString(),
        ["rollout"] = mark.Rollout.Value,
        ["from"] = mark.From?.Value,
        ["to"] = mark.To.Value,
        ["holder"] = mark.Holder,
    }));

    public void Remove(TargetId target) => notes.Remove(NameOf(target));

    private static string NameOf(TargetId target) =>
        $"trial-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target.ToString())).AsSpan(0, 16))}";
}
