using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing;

/// <summary>Begins a destination with '/' or 'https://': which of the two, its own form says, or the published files.</summary>
internal sealed class LeadWithSlash : IHealer
{
    private static readonly string[] Pages = [".html", ".htm", ".php", ".xml", ".txt", ".pdf", ".json", ".jpg", ".png", ".svg", ".css", ".js"];

    public string Name => "lead-with-slash";

    public IReadOnlyCollection<string> Codes { get; } = [RedirectFindings.BadTarget.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (Lines.Of(finding, folder) is not { } line || !CommentOutIgnored.IsLineFile(line.File.Name))
        {
            return null;
        }

        var words = line.Before('#');
        if (words.Count is < 2 or > 3 || !IsSource(line.Text(words[0])) || (words.Count == 3 && !IsStatus(line.Text(words[2]))))
        {
            return null;
        }

        var target = line.Text(words[1]);
        return Prefix(target, foresight) is { } prefix
            ? Repair.Edit(Name, $"the destination begins with '{prefix}'", line.File.Name, TextEdit.Insert(words[1].Start, prefix)) with { Revives = true }
            : null;
    }

    private static string? Prefix(string target, Foresight foresight)
    {
        if (target.AsSpan().IndexOfAny('=', '{', '<') >= 0 || !char.IsLetterOrDigit(target[0]))
        {
            return null;
        }

        var path = target.Split('?', '#')[0];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? path : path[..slash];
        var isFile = foresight.Published.Contains("/" + path) || Pages.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        var isHost = first.Contains('.', StringComparison.Ordinal) && !(slash < 0 && isFile)
            && first.Split('.')[^1] is { Length: >= 2 } top && top.All(char.IsAsciiLetter);
        return isHost ? "https://" : isFile || slash > 0 ? "/" : null;
    }

    private static bool IsSource(string word) =>
        word.StartsWith('/') || word.StartsWith("http://", StringComparison.Ordinal) || word.StartsWith("https://", StringComparison.Ordinal);

    private static bool IsStatus(string word) => word.TrimEnd('!') is { Length: 3 } digits && digits.All(char.IsAsciiDigit);
}
