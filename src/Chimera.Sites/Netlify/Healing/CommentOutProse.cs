using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing;

/// <summary>Puts the '#' before a line that was meant for people: it begins like no source, neither with a slash nor as a URL.</summary>
internal sealed class CommentOutProse : IHealer
{
    public string Name => "comment-out-prose";

    public IReadOnlyCollection<string> Codes { get; } =
        [RedirectFindings.NoTarget.Code, RedirectFindings.BadTarget.Code, RedirectFindings.MissingTarget.Code, RedirectFindings.BadStatus.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (Lines.Of(finding, folder) is not { Words.Count: > 0 } line || !CommentOutIgnored.IsLineFile(line.File.Name))
        {
            return null;
        }

        var first = line.Text(line.Words[0]);
        return char.IsLetterOrDigit(first[0]) && !first.StartsWith("http", StringComparison.Ordinal)
            ? Repair.Edit(Name, "the line is prose: begun with '#'", line.File.Name, line.CommentOut())
            : null;
    }
}
