using System.Collections.Immutable;
using System.Text;
using Chimera.Agreement.Sites;

namespace Chimera.Agreement.Generation;

/// <summary>Makes whole sites up, and spoils real ones. A seed and a number name a site for ever, as long as the given files are the
/// same.</summary>
/// <param name="real">Real files by the name they have in a site; may be empty.</param>
internal sealed class SiteGenerator(ulong seed, ILookup<string, string> real)
{
    private const int MostRequests = 60;

    private static readonly string[] Pages =
    [
        "index.html", "404.html", "about.html", "about/index.html", "blog/index.html", "blog.html", "docs/a.html", "docs/b/index.htm",
        "assets/app.js",
        "assets/style.css", "img/logo.png", "old/index.html", "new.htm", "a", "a.html", "b/index.html", "page", "x.txt", "en/index.html",
        "de/index.html",
        "Blog/Index.html", "a b.html", "naïve.html", "caf\u00e9/index.html", "q?.html", "h#.html", "100%.html", "a+b.html", "日本/index.html",
        ".well-known/x",
        "v1", "x.css.html", "news.html/index.html", "api/users.json", "404/index.html", "a%20b.html", "(x).html", "new/index.html",
        "x/y/z/index.html", "font.woff2",
    ];

    private readonly Dictionary<string, string[]> _real = real.ToDictionary(files => files.Key, files => files.ToArray(),
        StringComparer.Ordinal);

    public Site Make(int number)
    {
        var chance = new Chance((seed * 1_000_003) + (ulong)number);
        var words = new Words(chance);
        var wrongness = chance.Of(0, 0, 0, 2, 2, 5, 20);
        var files = Site.NoFiles.ToBuilder();
        var publish = chance.Of(null, null, "public", "public", "dist", "build/out", "/public", "./dist/", ".", "", "missing", "../out",
            "dist/../public");
        var @base = chance.Percent(80) ? null : chance.Of("apps/web", "apps/web", "/apps/web", "missing", ".", "", "../up",
            "apps/../apps/web/");
        if (chance.Percent(90))
        {
            var toml = chance.Percent(30) ? Spoiled(chance, "netlify.toml") : null;
            files["netlify.toml"] = Bytes(chance, toml ?? new TomlText(chance, words, wrongness).Make(publish, @base));
        }

        if (@base is not null && chance.OneIn(4))
        {
            files["apps/web/netlify.toml"] = Bytes(chance, new TomlText(chance, words, wrongness)
                .Make(publish, chance.OneIn(5) ? "apps/web" : null));
        }

        var root = Inside(@base is "missing" or "../up" ? null : @base, publish);
        if (chance.Percent(75))
        {
            files[root + "_redirects"] = Bytes(chance, (chance.Percent(25) ? Spoiled(chance, "_redirects") : null)
                ?? RedirectsText.Make(chance, words, wrongness));
        }

        if (chance.Percent(55))
        {
            files[root + "_headers"] = Bytes(chance, (chance.Percent(25) ? Spoiled(chance, "_headers") : null)
                ?? HeadersText.Make(chance, words, wrongness));
        }

        var pages = chance.Of(0, 2, 5, 10, 20);
        for (var i = 0; i < pages; i++)
        {
            files.TryAdd(root + chance.In(Pages), []);
        }

        ImmutableArray<string> folders = chance.OneIn(3) || @base is null ? [] : ["apps/web"];
        if (chance.OneIn(60))
        {
            folders = folders.Add(root + chance.Of("_redirects", "_headers", "netlify.toml"));
        }

        var toMake = files.ToImmutable().RemoveRange(folders);
        return new Site($"fuzz {seed}/{number}", toMake, folders, [], MostRequests);
    }

    private string? Spoiled(Chance chance, string kind)
    {
        if (!_real.TryGetValue(kind, out var files) || files.Length == 0)
        {
            return null;
        }

        var text = chance.In(files);
        return chance.OneIn(8) ? text : Mutation.Apply(chance, text, files);
    }

    private static string Inside(string? @base, string? publish)
    {
        var path = new List<string>();
        foreach (var segment in $"{@base}/{publish}".Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                path.Add(segment);
            }
        }

        return string.Concat(path.Select(segment => segment + "/"));
    }

    private static byte[] Bytes(Chance chance, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0 && chance.OneIn(50))
        {
            bytes[chance.Below(bytes.Length)] = chance.Of<byte>(0xff, 0xc3, 0x80, 0xed, 0xf0);
        }

        return bytes;
    }
}
