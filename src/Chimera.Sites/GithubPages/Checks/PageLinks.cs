using System.Buffers;
using System.Net;
using Chimera.Documents;
using Chimera.Sites.Folder;

namespace Chimera.Sites.GithubPages.Checks;

/// <summary>Finds the references in the HTML pages of a site. References made by scripts, styles and templates are not seen.</summary>
internal static class PageLinks
{
    private const int MaxBytes = 4 << 20;

    private static readonly SearchValues<string> Attributes = SearchValues.Create(["href", "src"], StringComparison.OrdinalIgnoreCase);
    private static readonly AsciiSet Unquoted = new(" \t\r\n\f\"'<>");

    public static IEnumerable<PageLink> Of(PublishedFiles published, string basePath, CancellationToken cancel)
    {
        foreach (var url in published.UrlPaths.Order(StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            if (published.FileOf(url) is not { } file || SitePath.ExtensionOf(file.Path) is not (".html" or ".htm")
                || published.Read(url, MaxBytes) is not { } bytes)
            {
                continue;
            }

            var source = SourceFile.Decode(file.Path, bytes);
            var hasBase = source.Text.Contains("<base ", StringComparison.OrdinalIgnoreCase);
            for (var at = 0; Next(source.Text, ref at) is { } span;)
            {
                if (Local(source.Text.Substring(span.Start, span.Length), url, basePath, hasBase) is var (written, path))
                {
                    yield return new PageLink(url, source, written, path, span);
                }
            }
        }
    }

    /// <summary>The value of the next attribute that refers to something; null at the end.</summary>
    /// <param name="at">Where to look from; moved behind what is found.</param>
    private static TextSpan? Next(string text, ref int at)
    {
        while (text.AsSpan(at).IndexOfAny(Attributes) is var found and >= 0)
        {
            var name = at + found;
            at = name + (text[name] is 'h' or 'H' ? "href".Length : "src".Length);
            if (name == 0 || !(char.IsWhiteSpace(text[name - 1]) || text[name - 1] is '"' or '\''))
            {
                continue;
            }

            var start = Past(text, at);
            if (start >= text.Length || text[start] != '=' || (start = Past(text, start + 1)) >= text.Length)
            {
                continue;
            }

            var quote = text[start] is '"' or '\'' ? text[start++] : '\0';
            var length = quote == '\0' ? text.AsSpan(start).IndexOfAny(Unquoted) : text.AsSpan(start).IndexOfAny(quote, '<', '>');
            if (length > 0 && (quote == '\0' || text[start + length] == quote))
            {
                at = start + length;
                return new TextSpan(start, length);
            }
        }

        return null;
    }

    private static int Past(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static (string Written, string? Path)? Local(string to, string page, string basePath, bool hasBase)
    {
        var written = WebUtility.HtmlDecode(to).Trim();
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
