using System.Net;
using System.Text.RegularExpressions;
using Chimera.Documents;
using Chimera.Sites.Folder;

namespace Chimera.Sites.GithubPages.Checks;

/// <summary>Finds the references in the HTML pages of a site. References made by scripts, styles and templates are not seen.</summary>
internal static class PageLinks
{
    private const int MaxBytes = 4 << 20;

    private static readonly Regex Reference = new(
        @"[\s'""](href|src)\s*=\s*(""(?<to>[^""<>]*)""|'(?<to>[^'<>]*)'|(?<to>[^\s'""<>]+))",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    public static IEnumerable<PageLink> Of(PublishedFiles published, string basePath, CancellationToken cancel)
    {
        foreach (var url in published.UrlPaths.Order(StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            if (published.FileOf(url) is not { } file || Paths.ExtensionOf(file.Path) is not (".html" or ".htm")
                || published.Read(url, MaxBytes) is not { } bytes)
            {
                continue;
            }

            var source = SourceFile.Decode(file.Path, bytes);
            var hasBase = source.Text.Contains("<base ", StringComparison.OrdinalIgnoreCase);
            foreach (Match match in Reference.Matches(source.Text))
            {
                if (Local(match.Groups["to"], url, basePath, hasBase) is var (written, path))
                {
                    yield return new PageLink(
                        url, source, written, path, new TextSpan(match.Groups["to"].Index, match.Groups["to"].Length));
                }
            }
        }
    }

    private static (string Written, string? Path)? Local(Group to, string page, string basePath, bool hasBase)
    {
        var written = WebUtility.HtmlDecode(to.Value).Trim();
        written = written.IndexOfAny(['?', '#']) is var end and >= 0 ? written[..end] : written;
        if (written.Length == 0 || written.StartsWith("//", StringComparison.Ordinal) || written.Contains("{{", StringComparison.Ordinal)
            || written.Contains("{%", StringComparison.Ordinal) || written.Split('/')[0].Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        var decoded = Uri.UnescapeDataString(written);
        if (decoded[0] != '/')
        {
            return hasBase ? null : (written, Resolved(page[..(page.LastIndexOf('/') + 1)] + decoded));
        }

        if (basePath.Length == 0)
        {
            return (written, Resolved(decoded));
        }

        return decoded == basePath || decoded.StartsWith(basePath + "/", StringComparison.Ordinal)
            ? (written, Resolved(decoded.Length == basePath.Length ? "/" : decoded[basePath.Length..]))
            : (written, null);
    }

    /// <summary>As a browser does away with dots.</summary>
    private static string Resolved(string path)
    {
        List<string> segments = [];
        var parts = path.Split('/');
        foreach (var part in parts.Skip(1))
        {
            if (part == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (part is not ("." or ".."))
            {
                segments.Add(part);
            }
        }

        return "/" + string.Join('/', segments) + (parts[^1] is "." or ".." && segments.Count > 0 ? "/" : "");
    }
}
