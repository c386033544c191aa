using System.Collections.Frozen;
using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Jekyll;

namespace Chimera.Sites.GithubPages.Checks;

/// <summary>References that work elsewhere and not on GitHub Pages: a slash too many, no base path, names that Jekyll drops.</summary>
internal sealed class LinkChecks
{
    private const int MostOfAKind = 50;

    /// <summary>Folders that site generators and documentation tools write scripts and styles into.</summary>
    private static readonly FrozenSet<string> GeneratorFolders = FrozenSet.Create(
        StringComparer.Ordinal,
        "_next", "_astro", "_nuxt", "_app", "_expo", "_assets", "_static", "_images", "_modules", "_downloads", "_framework", "_gatsby",
        "_pagefind", "_file",
        "_content", "_sources", "_headless", "_ui");

    private readonly PublishedFiles _published;
    private readonly ImmutableArray<string> _leftOut;
    private readonly string _root;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PageLink> _missed = new(StringComparer.Ordinal);
    private readonly List<SiteFinding> _findings = [];
    private PageLink? _offBase;
    private int _offBaseCount;
    private int _slashes;

    private LinkChecks(PublishedFiles published, string root, ImmutableArray<string> leftOut) =>
        (_published, _root, _leftOut) = (published, root, leftOut);

    /// <param name="leftOut">Entries that Jekyll drops because of their name, relative to <paramref name="root"/>.</param>
    public static IEnumerable<SiteFinding> Run(
        PublishedFiles published, string root, ImmutableArray<string> leftOut, CancellationToken cancel)
    {
        LinkChecks checks = new(published, root, leftOut);
        foreach (var link in PageLinks.Of(published, published.BasePath, cancel))
        {
            checks.Look(link);
        }

        checks.Sum();
        return checks._findings;
    }

    private void Look(PageLink link)
    {
        if (link.Path is not { } path)
        {
            _offBase ??= link;
            _offBaseCount++;
            return;
        }

        if (Exists(path) || !_seen.Add(path))
        {
            return;
        }

        if (_leftOut.FirstOrDefault(entry => path == "/" + entry || path.StartsWith($"/{entry}/", StringComparison.Ordinal)) is { } dropped)
        {
            _missed.TryAdd(dropped, link);
        }
        else if (path.EndsWith('/') && path.Length > 1 && _published.Contains(path[..^1] + ".html"))
        {
            AddSlash(link, path);
        }
    }

    private void AddSlash(PageLink link, string path)
    {
        if (++_slashes <= MostOfAKind)
        {
            _findings.Add(new SiteFinding(
                PagesFindings.TrailingSlash,
                $"{Wording.Quote(link.Written)} is a 404: the page is {path[..^1]}.html, which is served without the slash",
                link.Source.PlaceOf(link.Span), link.Span, $"write '{link.Written[..^1]}'"));
        }
    }

    private void Sum()
    {
        if (_offBase is { } first)
        {
            var others = _offBaseCount == 1 ? "" : $", and {_offBaseCount - 1} more like it";
            _findings.Add(new SiteFinding(
                PagesFindings.BasePath,
                $"{Wording.Quote(first.Written)} leads out of the site, which lives under {_published.BasePath}/{others}",
                first.Source.PlaceOf(first.Span), first.Span, Subject: _published.BasePath));
        }

        List<string> notes = [];
        foreach (var entry in _leftOut)
        {
            var path = SitePath.Join(_root, entry);
            if (_missed.TryGetValue(entry, out var link))
            {
                _findings.Add(new SiteFinding(
                    JekyllFindings.AssetsDropped, $"Jekyll drops {Wording.Quote(path)}, which {link.Page} refers to",
                    link.Source.PlaceOf(link.Span), link.Span, Subject: entry));
            }
            else if (GeneratorFolders.Contains(SitePath.NameOf(entry)))
            {
                _findings.Add(new SiteFinding(
                    JekyllFindings.AssetsDropped, $"Jekyll drops {Wording.Quote(path)}, and with it what the site generator put there",
                    Place.Of(path), Subject: entry));
            }
            else
            {
                notes.Add(entry);
            }
        }

        if (notes.Count > 0)
        {
            var others = notes.Count == 1 ? "" : $" and {notes.Count - 1} more";
            _findings.Add(new SiteFinding(
                JekyllFindings.LeftOut, $"Jekyll does not publish {Wording.Quote(SitePath.Join(_root, notes[0]))}{others}",
                Place.Of(SitePath.Join(_root, notes[0])),
                Subject: notes[0]));
        }
    }

    private bool Exists(string path) => Variants(path).Any(_published.Contains);

    private static IEnumerable<string> Variants(string path) =>
        path.EndsWith('/') ? [path + "index.html"] : [path, path + ".html", path + "/index.html"];
}
