using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>
/// Makes a comment of a rule that never gets its turn where that takes nothing from anybody: another one gives the same answer, or no
/// request can meet it.
/// </summary>
internal sealed class CommentOutRule : IHealer
{
    public string Name => "comment-out-rule";

    public IReadOnlyCollection<string> Codes { get; } = [RuleFindings.Duplicate.Code, RuleFindings.Shadowed.Code, RuleFindings.Unreachable.Code];

    public RepairKind Kind => RepairKind.Silences;

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight) =>
        WrittenRule.Of(finding, folder) is { } written && Why(finding, foresight) is { } why
            ? Repair.Edit(Name, $"{why}: made a comment, so that nothing changes but the warning", written.File.Name, written.CommentOut())
            : null;

    private static string? Why(SiteFinding finding, Foresight foresight) =>
        finding.Kind.Code == RuleFindings.Duplicate.Code ? "the same rule stands above it"
        : finding.Kind.Code == RuleFindings.Shadowed.Code
            ? (RuleIndex.Of(foresight).IsAnsweredAlike(finding.Place) ? "a rule above it gives the same answer" : null)
        : RuleIndex.Of(foresight).At(finding.Place) is { } rule && NeverSent(rule) ? "no request can meet the rule"
        : null;

    private static bool NeverSent(RedirectRule rule) =>
        rule.From.Contains('#', StringComparison.Ordinal) || rule.From.Contains('?', StringComparison.Ordinal)
        || rule.Host?.AsSpan().ContainsAny('*', ':') == true || rule.Path.Contains("//", StringComparison.Ordinal);
}
