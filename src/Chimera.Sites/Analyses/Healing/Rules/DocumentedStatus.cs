using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>Writes 302 for 307 and 301 for 308: to whoever follows a link they are the same, and the platform serves them.</summary>
internal sealed class DocumentedStatus : IHealer
{
    public string Name => "documented-status";

    public IReadOnlyCollection<string> Codes { get; } = [RuleFindings.StatusUnsupported.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight) =>
        Instead(finding.Subject) is { } status && WrittenRule.Of(finding, folder) is { Status: { } written } rule
        && written.Text.TrimEnd('!') == finding.Subject
            ? Repair.Edit(
                Name, $"{status} in place of {finding.Subject}, which the platform does not serve", rule.File.Name,
                written.Write(written.Text.EndsWith('!') ? status + "!" : status))
            : null;

    private static string? Instead(string? status) => status switch { "307" => "302", "308" => "301", _ => null };
}
