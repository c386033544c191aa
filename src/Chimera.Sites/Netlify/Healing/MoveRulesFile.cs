using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing;

/// <summary>
/// Moves <c>_redirects</c> or <c>_headers</c> into the publish folder, when that is a folder of the repository: where a build makes it, only a
/// person knows from which folder the build copies.
/// </summary>
internal sealed class MoveRulesFile : IHealer
{
    public string Name => "move-rules-file";

    public IReadOnlyCollection<string> Codes { get; } = [NetlifyFindings.RulesNotDeployed.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight) =>
        finding is { Place.File: var file, Subject: { } target }
        && target.LastIndexOf('/') is > 0 and var slash && folder.KindOf(target[..slash]) == EntryKind.Folder && folder.KindOf(target) == EntryKind.Absent
        && foresight.Facts.FirstOrDefault(fact => fact.Name == "command") is { Value: null }
            ? new Repair(Name, $"the file stands where the platform reads it, at '{target}'", [new FileChange.Move(file, target)])
            : null;
}
