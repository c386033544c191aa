using System.Text;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages;
using Problems = Chimera.Engine.Validation.Findings;

namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>The settings at the head of a page, between two lines of three hyphens.</summary>
/// <param name="Data">Null when there are none, or when they are not YAML.</param>
internal sealed record FrontMatter(Node? Data)
{
    /// <summary>Larger files are taken to have none.</summary>
    private const int MaxBytes = 4 << 20;

    private static readonly System.Collections.Frozen.FrozenSet<string> TextExtensions = System.Collections.Frozen.FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "", ".html", ".htm", ".xhtml", ".md", ".markdown", ".mkdown", ".mkdn", ".mkd", ".css", ".scss", ".sass", ".js", ".mjs", ".coffee",
        ".json",
        ".xml", ".txt", ".svg", ".csv", ".webmanifest", ".yml", ".yaml", ".rss", ".atom", ".ics", ".textile", ".php", ".toml");

    public bool IsUnpublished => Data.Get("published").IsFalse;

    public string? Permalink => Data.Get("permalink").Text;

    public IEnumerable<string> RedirectFrom => Data.Get("redirect_from").Scalars.Select(from => from.Text);

    public string? RedirectTo => Data.Get("redirect_to").Scalars.FirstOrDefault()?.Text;

    /// <returns>Null when the file has no front matter: it is published as it is.</returns>
    public static FrontMatter? Read(SiteFolder folder, SiteFile file, List<SiteFinding> findings)
    {
        if (!TextExtensions.Contains(SitePath.ExtensionOf(file.Path)) || folder.Read(file.Path, MaxBytes) is not { } bytes
            || !bytes.AsSpan().StartsWith("---"u8))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes);
        if (text.IndexOf('\n', StringComparison.Ordinal) is not (var first and >= 0) || !text.AsSpan(3, first - 3).IsWhiteSpace())
        {
            return null;
        }

        return End(text, first + 1) is { } end ? new FrontMatter(Parse(text[..end], file.Path, findings)) : new FrontMatter((Node?)null);
    }

    /// <summary>Where the closing line begins.</summary>
    private static int? End(string text, int from)
    {
        for (var at = from; at < text.Length;)
        {
            var next = text.IndexOf('\n', at);
            var line = text.AsSpan(at, (next < 0 ? text.Length : next) - at);
            if ((line.StartsWith("---") || line.StartsWith("...")) && line[3..].IsWhiteSpace())
            {
                return at;
            }

            if (next < 0)
            {
                return null;
            }

            at = next + 1;
        }

        return null;
    }

    private static Node? Parse(string text, string path, List<SiteFinding> findings)
    {
        Problems problems = new();
        var node = YamlReader.Read(Encoding.UTF8.GetBytes(text), path, problems);
        foreach (var problem in problems.Where(problem => problem.Code == "yaml.syntax"))
        {
            findings.Add(new SiteFinding(JekyllFindings.FrontMatterInvalid, problem.Message, problem.Place, Remedy: problem.Remedy));
        }

        return node;
    }
}
