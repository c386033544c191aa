using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>Corrects references that fail only because of their letter case, or of a slash at the end.</summary>
internal sealed class LinkHealer : IHealer
{
    public string Name => "correct-link";

    public IReadOnlyCollection<string> Codes { get; } = [PagesFindings.CaseMismatch.Code, PagesFindings.TrailingSlash.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding.Span is not { } span || PagesRoot.Source(folder, finding) is not { } file || span.End > file.Text.Length)
        {
            return null;
        }

        var whole = file.Text.Substring(span.Start, span.Length);
        var end = whole.IndexOfAny(['?', '#']) is var found and >= 0 ? found : whole.Length;
        var written = whole[..end];
        if (finding.Kind == PagesFindings.TrailingSlash)
        {
            return written.EndsWith('/')
                ? Repair.Edit(Name, "take the slash away: the page is a file, not a folder", file.Name,
                    TextEdit.Delete(new TextSpan(span.Start + end - 1, 1)))
                : null;
        }

        var tail = written;
        while (tail.StartsWith("./", StringComparison.Ordinal) || tail.StartsWith("../", StringComparison.Ordinal))
        {
            tail = tail[(tail.IndexOf('/', StringComparison.Ordinal) + 1)..];
        }

        var target = finding.Subject ?? "";
        foreach (var suffix in new[] { "", ".html", "/index.html", "index.html" })
        {
            var shown = target.EndsWith(suffix, StringComparison.Ordinal) ? target[..^suffix.Length] : "";
            if (tail.Length > 0 && shown.EndsWith(tail, StringComparison.OrdinalIgnoreCase))
            {
                return Repair.Edit(
                    Name, $"write '{shown[^tail.Length..]}', as the file is named", file.Name,
                    new TextEdit(new TextSpan(span.Start + end - tail.Length, tail.Length), shown[^tail.Length..]));
            }
        }

        return null;
    }
}
