using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>
/// Makes a comment of a redirect that only adds or takes away a slash at the end. To the platform both are one path, so it leads to itself
/// for ever; and the platform takes care of slashes without it.
/// </summary>
internal sealed class RemoveSelfRedirect : IHealer
{
    public string Name => "remove-self-redirect";

    public IReadOnlyCollection<string> Codes { get; } = [RuleFindings.Loop.Code, RuleFindings.LoopUnlessFile.Code, RuleFindings.Unreachable.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight) =>
        WrittenRule.Of(finding, folder) is { From: { } from, To: { } to } written && IsSamePath(from.Text, to.Text)
            ? Repair.Edit(
                Name, "the platform adds and removes slashes itself, and takes both paths for one: the rule is made a comment", written.File.Name,
                written.CommentOut())
            : null;

    private static bool IsSamePath(string from, string to) =>
        from.StartsWith('/') && from.TrimEnd('/') is var source
        && (source.EndsWith("/*", StringComparison.Ordinal) ? $"{source.AsSpan(0, source.Length - 1)}:splat" : source) == to.TrimEnd('/');
}
