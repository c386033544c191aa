using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>Puts a rule for one path above the general one of the same file that keeps it from its turn.</summary>
internal sealed class MoveBeforeShadow : IHealer
{
    public string Name => "move-before-shadow";

    public IReadOnlyCollection<string> Codes { get; } = [RuleFindings.Shadowed.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (RuleIndex.Of(foresight).ProbeAt(finding.Place) is not { Shadow.Rule: { } shadow } probe || !IsGeneral(shadow, probe.Rule)
            || RuleIndex.Of(foresight).IsAnsweredAlike(finding.Place)
            || WrittenRule.Of(finding, folder) is not { } rule || WrittenRule.Of(shadow.Place, folder) is not { } above
            || rule.File != above.File || rule.Whole.Start <= above.Whole.Start)
        {
            return null;
        }

        var text = rule.File.Text.Substring(rule.Whole.Start, rule.Whole.Length);
        var moved = text.EndsWith('\n') ? text : text + Lines.Newline(rule.File.Text);
        return new Repair(
            Name, "the rule for one path stands above the general one", [new FileChange.Edit(rule.File.Name, Edits(above, rule, moved))]) { Revives = true };
    }

    private static ImmutableArray<TextEdit> Edits(WrittenRule above, WrittenRule rule, string moved) =>
        [TextEdit.Insert(above.Whole.Start, moved), TextEdit.Delete(rule.Whole)];

    /// <summary>
    /// A catch-all that serves something itself. One that sends a whole site elsewhere may stand above others on purpose, to switch them off.
    /// </summary>
    private static bool IsGeneral(RedirectRule shadow, RedirectRule rule) =>
        shadow.Path.EndsWith('*') && shadow.Path.Length < rule.Path.Length && shadow.Conditions.IsEmpty
        && rule.Path.StartsWith(shadow.Path[..^1], StringComparison.Ordinal)
        && (shadow.To is not { } to || !RedirectParts.IsUrl(to) || shadow.Status == 200);
}
