using System.Collections.Frozen;
using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing;

/// <summary>Puts the colon behind a well-known header's name, and the slash before a path that lacks it.</summary>
internal sealed class HeaderColon : IHealer
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods", "Access-Control-Allow-Origin", "Cache-Control",
        "Content-Disposition", "Content-Language", "Content-Security-Policy", "Content-Security-Policy-Report-Only", "Content-Type",
        "Cross-Origin-Embedder-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Feature-Policy", "Link", "Permissions-Policy",
        "Referrer-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options", "X-Robots-Tag", "X-XSS-Protection",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public string Name => "header-colon";

    public IReadOnlyCollection<string> Codes { get; } = [HeaderFindings.NoColon.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (Lines.Of(finding, folder) is not { Words.Count: > 0 } line || !CommentOutIgnored.IsLineFile(line.File.Name))
        {
            return null;
        }

        var first = line.Text(line.Words[0]);
        return line.Words.Count > 1 && Known.Contains(first)
            ? Repair.Edit(Name, "a colon stands behind a header's name", line.File.Name, TextEdit.Insert(line.Words[0].End, ":")) with { Revives = true }
            : line.Words.Count == 1 && IsPath(first, foresight)
                ? Repair.Edit(Name, "a path begins with a slash", line.File.Name, TextEdit.Insert(line.Words[0].Start, "/")) with { Revives = true }
                : null;
    }

    private static bool IsPath(string word, Foresight foresight) =>
        word is "*" || foresight.Published.Contains("/" + word) || (word.EndsWith("/*", StringComparison.Ordinal) && char.IsLetterOrDigit(word[0]));
}
