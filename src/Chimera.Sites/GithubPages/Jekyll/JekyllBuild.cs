using Chimera.Sites.Findings;
using Chimera.Sites.Folder;

namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>Follows GitHub's Jekyll over a folder: which files are pages, and at which addresses they end up. Renders nothing.</summary>
internal sealed class JekyllBuild
{
    private readonly SiteFolder _folder;
    private readonly string _prefix;
    private readonly JekyllConfig _config;
    private readonly EntryFilter _filter;
    private readonly List<SiteFinding> _findings = [];
    private readonly Dictionary<string, SiteFile?> _published = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _redirects = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _leftOut = new(StringComparer.Ordinal);
    private readonly List<(SiteFile File, string Path)> _readmes = [];
    private readonly JekyllDocuments _documents;

    private JekyllBuild(SiteFolder folder, string root, JekyllConfig config)
    {
        _folder = folder;
        _prefix = root.Length == 0 ? "" : root + "/";
        _config = config;
        _filter = new EntryFilter(config.Include, config.Exclude);
        _documents = new JekyllDocuments(config);
    }

    /// <param name="root">Jekyll's source, relative to the site's folder.</param>
    /// <param name="files">Everything below it.</param>
    public static JekyllOutput Run(
        SiteFolder folder, string root, IEnumerable<SiteFile> files, JekyllConfig config, CancellationToken cancel)
    {
        JekyllBuild build = new(folder, root, config);
        foreach (var file in files)
        {
            cancel.ThrowIfCancellationRequested();
            build.Add(file, file.Path[build._prefix.Length..]);
        }

        build.AddReadmes();
        build.AddMadeUp();
        return new JekyllOutput(build._published, build._redirects, [.. build._leftOut], [.. build._findings]);
    }

    private void Add(SiteFile file, string path)
    {
        if (path.StartsWith("_site/", StringComparison.Ordinal))
        {
            return;
        }

        if (_documents.RootOf(path) is { } document)
        {
            if (_filter.WhyLeftOut(path[..document.Parent]) is null && _filter.WhyLeftOut(path, document.Start) is null)
            {
                AddDocument(file, path, document);
            }

            return;
        }

        if (_filter.WhyLeftOut(path) is { } left)
        {
            if (left.By == EntryFilter.LeftBy.Name && !_documents.IsJekyllsOwn(left.Entry))
            {
                _leftOut.Add(left.Entry);
            }

            return;
        }

        AddFile(file, path);
    }

    private void AddFile(SiteFile file, string path)
    {
        if (FrontMatter.Read(_folder, file, _findings) is { } front)
        {
            if (!front.IsUnpublished)
            {
                AddPage(file, path, front);
            }

            return;
        }

        _published["/" + path] = file;
        if (!IsMarkdown(path))
        {
            return;
        }

        var name = Path.GetFileNameWithoutExtension(path);
        if (name.Equals("README", StringComparison.OrdinalIgnoreCase))
        {
            _readmes.Add((file, path));
        }
        else if (_config.FrontMatterOptional && !PagesGem.NoPages.Contains(name))
        {
            AddPage(file, path, new FrontMatter(null));
        }
    }

    private void AddPage(SiteFile file, string path, FrontMatter front)
    {
        var extension = OutputExtension(path);
        var folder = SitePath.FolderOf(path) is { Length: > 0 } some ? "/" + some : "";
        var name = SitePath.NameOf(path);
        name = name[..^SitePath.ExtensionOf(path).Length];
        var template = front.Permalink
            ?? (!IsHtml(extension) ? "/:path/:basename:output_ext"
                : name == "index" ? "/:path/"
                : Permalinks.Suffixed("/:path/:basename", _config.Permalink));
        var url = template.Replace(":path", folder.TrimStart('/'), StringComparison.Ordinal)
            .Replace(":basename", name, StringComparison.Ordinal)
            .Replace(":output_ext", extension, StringComparison.Ordinal);
        Publish(url, extension, file, front);
    }

    private void AddDocument(SiteFile file, string path, JekyllDocuments.Document document)
    {
        if (FrontMatter.Read(_folder, file, _findings) is not { } front)
        {
            if (document.Template is not null && !document.IsPost)
            {
                _published[$"/{document.Collection}/{path[document.Start..]}"] = file;
            }

            return;
        }

        var extension = OutputExtension(path);
        if (!front.IsUnpublished && JekyllDocuments.UrlOf(path, document, front, extension) is { } url)
        {
            Publish(url, extension, file, front);
        }
    }

    private void Publish(string url, string extension, SiteFile file, FrontMatter front)
    {
        var target = Permalinks.FileOf(url, extension);
        _published[target] = file;
        if (!_config.Uses("jekyll-redirect-from"))
        {
            return;
        }

        foreach (var from in front.RedirectFrom)
        {
            var page = Permalinks.FileOf(from, ".html");
            _published.TryAdd(page, null);
            _redirects.TryAdd(page, url.StartsWith('/') ? url : "/" + url);
        }

        if (front.RedirectTo is { } to)
        {
            _published[target] = null;
            _redirects[target] = to;
        }
    }

    private void AddReadmes()
    {
        if (!_config.ReadmeIsIndex)
        {
            return;
        }

        foreach (var (file, path) in _readmes)
        {
            var folder = "/" + (SitePath.FolderOf(path) is { Length: > 0 } some ? some + "/" : "");
            if (!IndexNames.Any(name => _published.ContainsKey(folder + name)))
            {
                _published[folder + "index.html"] = file;
            }
        }
    }

    private void AddMadeUp()
    {
        List<string> madeUp = [];
        if (_config.Uses("jekyll-sitemap"))
        {
            madeUp.AddRange(["/sitemap.xml", "/robots.txt"]);
        }

        if (_config.Uses("jekyll-feed"))
        {
            madeUp.Add("/feed.xml");
        }

        if (_config.Uses("jekyll-redirect-from"))
        {
            madeUp.Add("/redirects.json");
        }

        if (_config.Theme is { Length: > 0 } theme && _config.Get("remote_theme") is null)
        {
            madeUp.AddRange(PagesGem.AssetsOf(theme));
        }

        foreach (var path in madeUp)
        {
            _published.TryAdd(path, null);
        }
    }

    private static readonly string[] IndexNames = ["index.html", "index.htm", "index.xhtml", "index.xml"];

    private bool IsMarkdown(string path) =>
        _config.MarkdownExtensions.Contains(SitePath.ExtensionOf(path), StringComparer.OrdinalIgnoreCase);

    private static bool IsHtml(string extension) => extension is ".html" or ".htm" or ".xhtml";

    private string OutputExtension(string path) => SitePath.ExtensionOf(path) switch
    {
        _ when IsMarkdown(path) => ".html",
        ".scss" or ".sass" => ".css",
        ".coffee" => ".js",
        var own => own,
    };
}
