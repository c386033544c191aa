using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>
/// Writes a condition by the name that the platform knows, where the one written is one or two letters away from it: <c>Contry</c>.
/// </summary>
internal sealed class KnownCondition : IHealer
{
    private static readonly string[] Known = ["Country", "Language", "Role", "Cookie"];

    public string Name => "known-condition";

    public IReadOnlyCollection<string> Codes { get; } = [RuleFindings.ConditionUnknown.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight) =>
        finding.Subject is { } wrong && Nearest.To(wrong, Known) is { } right
        && WrittenRule.Of(finding, folder) is { } rule && Edits(rule, wrong, right) is { } edits
            ? Repair.Edit(Name, $"the condition's name is {right}", rule.File.Name, [.. edits]) with { Revives = true }
            : null;

    private static IEnumerable<TextEdit>? Edits(WrittenRule rule, string wrong, string right) => rule switch
    {
        WrittenRule.OnLine line => line.Conditions.Where(word => line.Line.Text(word).StartsWith(wrong + "=", StringComparison.Ordinal))
            .Select(word => new TextEdit(new TextSpan(word.Start, wrong.Length), right)).Take(1).ToList() is [var edit] ? [edit] : null,
        WrittenRule.InTable { Table: var table } =>
            table.Find("conditions")?.Value is TomlTable conditions && conditions.Find(wrong) is { } entry && conditions.Find(right) is null
                ? TomlEditor.Rename(entry, right)
                : null,
        _ => null,
    };
}
