using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Sites.Publishing;

/// <summary>The marks of trials, one for each target. Written before a release is shown, removed when it is settled.</summary>
internal sealed class TrialMarks(INotes notes)
{
    /// <exception cref="RecordUnavailableException">It is not what was written.</exception>
    public TrialMark? Read(TargetId target) => notes.Read(NameOf(target), $"the mark of the trial on {target}", bytes =>
    {
        var mark = JsonFacts.Parse(bytes);
        return new TrialMark(
            new RolloutId(mark.Text("rollout")),
            mark.TextOrNull("from") is { } from ? new GenerationId(from) : null,
            new GenerationId(mark.Text("to")),
            mark.Text("holder"));
    });

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
