using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing;

/// <summary>Gives headers that stand before any path the path <c>/*</c>: whoever names no page means all of them.</summary>
internal sealed class PathBeforeHeader : IHealer
{
    public string Name => "path-before-header";

    public IReadOnlyCollection<string> Codes { get; } = [HeaderFindings.BeforePath.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (Lines.Of(finding, folder) is not { } line || !CommentOutIgnored.IsLineFile(line.File.Name))
        {
            return null;
        }

        // The path goes above the first of them, so one repair is enough for all.
        var first = Lines.At(line.File, 0);
        while ((first.Words.Count == 0 || line.File.Text[first.Words[0].Start] == '#') && first.Line.End < line.Line.Start)
        {
            first = Lines.At(line.File, first.Line.End + 1);
        }

        // A path without its slash looks like a header that has no colon, or one too few.
        var (word, text) = (first.Words.Count > 0 ? first.Words[0] : default, first.Words.Count > 0 ? first.Text(first.Words[0]) : "");
        if (first.Words.Count == 1 && text is "*" or "**")
        {
            return Repair.Edit(Name, "a path begins with a slash", line.File.Name, TextEdit.Insert(word.Start, "/")) with { Revives = true };
        }

        var ending = Lines.Newline(line.File.Text);
        return Repair.Edit(
            Name, "headers that name no path are meant for all: '/*' stands above them", line.File.Name,
            TextEdit.Insert(first.Line.Start, $"/*{ending}")) with { Revives = true };
    }
}
