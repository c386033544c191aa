using Chimera.Documents;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>Reads the pages and style sheets of a site one after the other, within bounds.</summary>
/// <param name="maxFiles">Pages and style sheets together.</param>
/// <param name="maxBytes">Of all of them; also of one.</param>
internal sealed class SiteCrawl(PublishedFiles published, int maxFiles = SiteCrawl.MaxFiles, long maxBytes = SiteCrawl.MaxBytes)
{
    public const int MaxFiles = 5_000;
    public const long MaxBytes = 64L << 20;

    /// <summary>Files that were left unread because a bound was met; known after the last page.</summary>
    public int Left { get; private set; }

    /// <summary>
    /// One of the pages is a <see cref="Page.IsSource"/>, so other files than these will be published; known after the last page.
    /// </summary>
    public bool IsSource { get; private set; }

    /// <summary>What a browser sees as it stands.</summary>
    /// <param name="wanted">Chooses pages by their text; the others are not looked into.</param>
    public IEnumerable<Page> FinishedPages(CancellationToken cancel, Func<string, bool>? wanted = null) =>
        Pages(cancel, wanted).Where(page => !page.IsSource);

    /// <param name="wanted">Chooses pages by their text; the others are not looked into.</param>
    public IEnumerable<Page> Pages(CancellationToken cancel, Func<string, bool>? wanted = null)
    {
        var (files, bytes) = (0, 0L);
        Left = 0;
        foreach (var file in published.All)
        {
            var isHtml = IsHtml(file.Path);
            if (!isHtml && !file.Path.EndsWith(".css", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            cancel.ThrowIfCancellationRequested();
            if (files >= maxFiles || bytes + file.Bytes > maxBytes)
            {
                Left++;
                continue;
            }

            var urlPath = published.UrlPathOf(file);
            if (published.Read(urlPath, (int)Math.Min(maxBytes, int.MaxValue - 64)) is not { } content)
            {
                continue;
            }

            (files, bytes) = (files + 1, bytes + content.Length);
            var source = SourceFile.Decode(file.Path, content);
            var isSource = HasFrontMatter(source.Text);
            IsSource |= isSource;
            if (wanted?.Invoke(source.Text) == false)
            {
                continue;
            }

            yield return (isHtml ? PageReader.Html(source, urlPath, cancel) : PageReader.Css(source, urlPath)) with { IsSource = isSource };
        }
    }

    public static bool IsHtml(string path) =>
        path.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);

    private static bool HasFrontMatter(string text) =>
        text.AsSpan().TrimStart('\ufeff').StartsWith("---\n") || text.AsSpan().TrimStart('\ufeff').StartsWith("---\r\n");
}
