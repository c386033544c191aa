using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>Corrects references that fail only because of a slash at the end.</summary>
internal sealed class LinkHealer : IHealer
{
    public string Name => "correct-link";

    public IReadOnlyCollection<string> Codes { get; } = [PagesFindings.TrailingSlash.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding.Span is not { } span || PagesRoot.Source(folder, finding) is not { } file || span.End > file.Text.Length)
        {
            return null;
        }

        var whole = file.Text.Substring(span.Start, span.Length);
        var end = whole.IndexOfAny(['?', '#']) is var found and >= 0 ? found : whole.Length;
        return whole[..end].EndsWith('/')
            ? Repair.Edit(
                Name, "take the slash away: the page is a file, not a folder", file.Name, TextEdit.Delete(new TextSpan(span.Start + end - 1, 1)))
            : null;
    }
}
