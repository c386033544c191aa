using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render.Blueprints;

namespace Chimera.Sites.Render.Healing;

/// <summary>Writes another value, where the finding knows what was surely meant: that is its subject.</summary>
/// <param name="why">Ends the explanation.</param>
internal sealed class WriteInsteadHealer(string name, string why, params string[] codes) : IHealer
{
    public string Name => name;

    public IReadOnlyCollection<string> Codes => codes;

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding is not { Subject: { Length: > 0 } value, Span: { Length: > 0 } span } || WrittenBlueprint.In(folder) is not { } written
            || written.At(span) is not { } spot || spot.Entry.Value.Span != span)
            return null;

        var before = written.File.Text.Substring(span.Start, span.Length);
        var quote = before[0] is '"' or '\'' && value[0] != '"' && !IsNumberOrFlag(value) ? before[..1] : "";
        return Repair.Edit(
            Name, $"writes {value} instead of {before}: {why}", BlueprintFile.Name, new TextEdit(span, quote + value + quote));
    }

    private static bool IsNumberOrFlag(string value) => value is "true" or "false" || value.All(char.IsAsciiDigit);
}
