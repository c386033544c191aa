using System.Collections.Frozen;
using System.Globalization;
using Chimera.Sites.Folder;

namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>Posts and the documents of collections: files in folders that begin with an underscore and yet are published.</summary>
internal sealed class JekyllDocuments(JekyllConfig config)
{
    private static readonly FrozenSet<string> Own = FrozenSet.Create(
        StringComparer.Ordinal,
        "_config.yml", "_config.yaml", "_config.toml", "_data", "_includes", "_layouts", "_sass", "_posts", "_drafts", "_plugins", "_site",
        "_theme_packages");

    /// <summary>Jekyll's own folders, and names that begin with a dot, are never meant to be published.</summary>
    public bool IsJekyllsOwn(string entry)
    {
        var name = SitePath.NameOf(entry);
        return Own.Contains(name) || name[0] == '.'
            || (name[0] == '_' && config.CollectionNames.Contains(name[1..], StringComparer.Ordinal))
            || (name[0] == '_' && SitePath.ExtensionOf(name) is ".scss" or ".sass" or ".yml" or ".yaml");
    }

    /// <returns>Null when the file is no document.</returns>
    public Document? RootOf(string path)
    {
        foreach (var (name, template) in config.Collections)
        {
            if (path.StartsWith($"_{name}/", StringComparison.Ordinal))
            {
                return new Document(name, 0, name.Length + 2, template
                    ?? Permalinks.Suffixed("/:collection/:path", config.Permalink), IsPost: false);
            }
        }

        var posts = path.StartsWith("_posts/", StringComparison.Ordinal) ? 0 : path.IndexOf("/_posts/", StringComparison.Ordinal) + 1;
        return posts > 0 || path.StartsWith("_posts/", StringComparison.Ordinal)
            ? new Document("posts", posts, posts + "_posts/".Length, Permalinks.OfPosts(config.Permalink), IsPost: true)
            : null;
    }

    public static string? UrlOf(string path, Document document, FrontMatter front, string extension)
    {
        var name = SitePath.NameOf(path);
        name = name[..^SitePath.ExtensionOf(name).Length];
        Dictionary<string, string> values = new(
            StringComparer.Ordinal) { ["collection"] = document.Collection, ["output_ext"] = extension };
        if (document.IsPost)
        {
            if (DateOf(name, out var date) is not { } slug)
            {
                return null;
            }

            name = slug;
            date = front.Data.Get("date").Text is { } written && ReadDate(written) is { } own ? own : date;
            AddDate(values, date);
            values["categories"] = string.Join('/', Categories(path[..document.Parent], front));
        }
        else
        {
            values["path"] = path[document.Start..^SitePath.ExtensionOf(path).Length];
            values["name"] = Permalinks.Slug(name).ToLowerInvariant();
            values["categories"] = string.Join('/', Categories("", front));
        }

        var title = front.Data.Get("slug").Text ?? name;
        values["title"] = Permalinks.Slug(title);
        values["slug"] = Permalinks.Slug(title).ToLowerInvariant();
        return Permalinks.Fill(front.Permalink ?? document.Template, values);
    }

    private static IEnumerable<string> Categories(string folder, FrontMatter front)
    {
        var written = front.Data.Get("categories") is { } many
            ? many.Text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? many.Scalars.Select(one => one.Text)
            : front.Data.Get("category").Scalars.Select(one => one.Text);
        return folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Concat(written).Select(one => one.ToLowerInvariant())
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>2024-05-01-title: the date, and the rest.</summary>
    private static string? DateOf(string name, out DateTime date)
    {
        date = default;
        var parts = name.Split('-', 4);
        return parts.Length == 4 && ReadDate(string.Join('-', parts[..3])) is { } found && (date = found) == found ? parts[3] : null;
    }

    private static DateTime? ReadDate(string text) =>
        DateTime.TryParseExact(
            text.Split(' ', 'T')[0], ["yyyy-M-d", "yy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static void AddDate(Dictionary<string, string> values, DateTime date)
    {
        string Format(string format) => date.ToString(format, CultureInfo.InvariantCulture);
        values["year"] = Format("yyyy");
        values["short_year"] = Format("yy");
        values["month"] = Format("MM");
        values["i_month"] = date.Month.ToString(CultureInfo.InvariantCulture);
        values["short_month"] = Format("MMM");
        values["day"] = Format("dd");
        values["i_day"] = date.Day.ToString(CultureInfo.InvariantCulture);
        values["y_day"] = date.DayOfYear.ToString("D3", CultureInfo.InvariantCulture);
        values["hour"] = values["minute"] = values["second"] = "00";
    }

    /// <summary>Where a document belongs.</summary>
    /// <param name="Parent">Where the path of the folder that the collection is in ends.</param>
    /// <param name="Start">Where its path in the collection begins.</param>
    internal sealed record Document(string Collection, int Parent, int Start, string Template, bool IsPost);
}
