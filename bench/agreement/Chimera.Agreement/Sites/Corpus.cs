using System.Collections.Immutable;
using System.IO.Compression;

namespace Chimera.Agreement.Sites;

/// <summary>
/// Real configuration in a folder with <c>index.tsv</c> or <c>history.tsv</c> (file, repository, path, commit, kind): every file as a site
/// of its
/// own, and every repository of the index as the site it is, its other files (<c>trees/</c>, lists of paths) empty.
/// </summary>
internal static class Corpus
{
    private const int MostFilesOfARepository = 400;
    private const int MostRequests = 240;

    public static bool IsOne(string folder) => File.Exists(Path.Combine(folder, "index.tsv"))
        || File.Exists(Path.Combine(folder, "history.tsv"));

    public static IEnumerable<Site> Read(string folder)
    {
        foreach (var row in Rows(folder, "index.tsv").Concat(Rows(folder, "history.tsv")))
        {
            if (NameInSite(row.Kind) is { } name && Content(folder, row) is { } content)
            {
                yield return LooseFile.Alone(row.File, name, content, MostRequests);
            }
        }

        foreach (var repository in Rows(folder, "index.tsv").GroupBy(row => row.Repository))
        {
            if (Whole(folder, repository) is { } site)
            {
                yield return site;
            }
        }
    }

    private sealed record Row(string File, string Repository, string Path, string Kind);

    private static IEnumerable<Row> Rows(string folder, string index)
    {
        var file = Path.Combine(folder, index);
        return !File.Exists(file) ? [] :
            from line in File.ReadLines(file).Skip(1)
            let fields = line.Split('\t')
            where fields.Length >= 5
            select new Row(fields[0], fields[1], fields[2], fields[4]);
    }

    private static Site? Whole(string folder, IGrouping<string, Row> repository)
    {
        var files = Site.NoFiles.ToBuilder();
        foreach (var row in repository.Where(row => NameInSite(row.Kind) == Path.GetFileName(row.Path)))
        {
            if (Content(folder, row) is { } content)
            {
                files[row.Path] = content;
            }
        }

        var tree = Path.Combine(folder, "trees", repository.Key.Replace('/', '+') + ".txt.gz");
        if (files.Count == 0 || !File.Exists(tree))
        {
            return null;
        }

        using var unpacked = new StreamReader(new GZipStream(File.OpenRead(tree), CompressionMode.Decompress));
        var paths = unpacked.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Pages and what stands beside a rules file are asked for; sources are not.
        var near = files.Keys.Select(path => path[..(path.LastIndexOf('/') + 1)]).Where(path => path.Length > 0).ToArray();
        foreach (var path in paths
            .Where(path => !path.StartsWith('/') && !path.Split('/').Contains(".."))
            .OrderByDescending(path => near.Any(beside => path.StartsWith(beside, StringComparison.Ordinal)))
            .ThenByDescending(path => path.EndsWith(".html", StringComparison.Ordinal))
            .ThenBy(path => path, StringComparer.Ordinal)
            .Take(MostFilesOfARepository))
        {
            files.TryAdd(path, []);
        }

        ImmutableArray<string> folders = files.TryGetValue("netlify.toml", out var toml) ? BaseFolders.NamedIn(toml) : [];
        return new Site(repository.Key, files.ToImmutable(), folders, [], MostRequests);
    }

    private static byte[]? Content(string folder, Row row)
    {
        var file = Path.Combine(folder, row.File);
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    private static string? NameInSite(string kind) => kind switch
    {
        "netlify-toml" => "netlify.toml",
        "redirects" => "_redirects",
        "headers" => "_headers",
        _ => null,
    };
}
