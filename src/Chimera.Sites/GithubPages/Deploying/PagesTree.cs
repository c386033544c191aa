using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>
/// The files of a commit that GitHub Pages publishes as they are: those of a release, and what tells GitHub so. A site that GitHub's Jekyll
/// would change has no such commit, because a release holds what is published, not what it is made from.
/// </summary>
/// <param name="Files">In ordinal order of their addresses.</param>
internal sealed record PagesTree(ImmutableArray<ReleaseFile> Files)
{
    private const string NoJekyll = "/.nojekyll";
    private const string Cname = "/CNAME";
    private const string Attributes = "/.gitattributes";
    private const string JekyllRuns = "3.10.0";

    // Attributes with which a checkout has other bytes than the commit.
    private static readonly string[] Changing = ["crlf", "eol", "text", "filter", "ident", "working-tree-encoding"];

    public static Asked<PagesTree> Of(Release release)
    {
        var foresight = release.Foresight;
        if (JekyllsWork(foresight) is { } made)
        {
            return Replies.Refuse(
                "pages.jekyll", $"GitHub's Jekyll makes {made}, and nobody knows its bytes before",
                "add an empty .nojekyll if visitors are to have the files as they are; otherwise build the site and publish the result");
        }

        foreach (var file in release.Files)
        {
            if (!file.IsPath || file.Address.Split('/').Any(IsGits))
            {
                return Replies.Refuse("pages.file-name", $"git keeps no file of the name '{OutsideText.Shown(file.Address)}'",
                    "rename it: no control characters, no empty part, no '.git'");
            }

            if (file.Address.EndsWith(Attributes, StringComparison.Ordinal) && ChangesBytes(file))
            {
                return Replies.Refuse("pages.attributes", $"{file.Address} makes git change files when GitHub checks them out",
                    "publish no .gitattributes that names line ends, filters or encodings");
            }
        }

        var addresses = release.Files.Select(file => file.Address).ToHashSet(StringComparer.Ordinal);
        if (addresses.FirstOrDefault(address => FoldersOf(address).Any(addresses.Contains)) is { } below)
        {
            return Replies.Refuse(
                "pages.file-name", $"a folder of '{OutsideText.Shown(below)}' is a file, too", "rename one of them");
        }

        var files = release.Files.ToList();
        if (!addresses.Contains(NoJekyll))
        {
            files.Add(Small(NoJekyll, ""));
        }

        // The domain of a site goes when its branch says it no more.
        if (FactOf(foresight, "domain") is { Length: > 0 } domain && !addresses.Contains(Cname))
        {
            files.Add(Small(Cname, domain + "\n"));
        }

        return new PagesTree([.. files.OrderBy(file => file.Address, StringComparer.Ordinal)]);
    }

    public static Reply Changed(ReleaseFile file) => Replies.Refuse(
        "pages.file-changed", $"{file.Address} has changed or gone since the release was made; visitors see none of it",
        "plan the deploy anew");

    /// <returns>What Jekyll would make other than a copy; null when it would change nothing, so that it need not run.</returns>
    private static string? JekyllsWork(Foresight foresight)
    {
        if (FactOf(foresight, "jekyll") != JekyllRuns)
        {
            return null;
        }

        // Whatever else these bring along.
        if (FactOf(foresight, "theme") is { Length: > 0 } theme)
        {
            return $"the files of the theme {OutsideText.Shown(theme)}";
        }

        if (FactOf(foresight, "plugins") is { Length: > 0 } plugins)
        {
            return $"what {OutsideText.Shown(plugins)} makes";
        }

        var published = foresight.Published;
        var prefix = published.Root.Length == 0 ? "" : published.Root + "/";
        return published.UrlPaths.Order(StringComparer.Ordinal).FirstOrDefault(address => published.FileOf(address) is not { } file
            || file.Path != prefix + address[1..]
            || published.Read(address, int.MaxValue)?.AsSpan().StartsWith("---"u8) != false);
    }

    private static string? FactOf(Foresight foresight, string name) => foresight.Facts.FirstOrDefault(fact => fact.Name == name)?.Value;

    private static bool ChangesBytes(ReleaseFile file) => file.Read() is not { } bytes
        || System.Text.Encoding.UTF8.GetString(bytes) is var text
            && Changing.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsGits(string part) => part.Equals(".git", StringComparison.OrdinalIgnoreCase)
        || part.Equals("git~1", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> FoldersOf(string address)
    {
        for (var at = address.IndexOf('/', 1); at > 0; at = address.IndexOf('/', at + 1))
        {
            yield return address[..at];
        }
    }

    private static ReleaseFile Small(string address, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return new ReleaseFile(address, bytes.Length, Digests.Of(bytes), () => bytes);
    }
}
