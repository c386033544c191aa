using System.Collections.Frozen;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.GithubPages;

/// <summary>
/// Answers as GitHub Pages does: the exact file; else the file with <c>.html</c>; else, for a folder, its address with a slash; else
/// <c>404.html</c>. Letter case counts. Measured live by others (github.com/slorber/trailing-slash-guide); there is no open engine to hold
/// it against.
/// </summary>
/// <param name="basePath">Where the site lives; requests may come with it or without it.</param>
/// <param name="redirects">Pages that are a meta refresh, and where to.</param>
/// <param name="isKnown">The published files are there to look at.</param>
internal sealed class GithubPagesResponder(
    PublishedFiles published, string basePath, IReadOnlyDictionary<string, string> redirects, bool isKnown = true) : IResponder
{
    private const string Index = "index.html";
    private const string NotFoundPage = "/404.html";

    private readonly FrozenSet<string> _folders = Folders(published);

    public SiteResponse Respond(SiteRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<Reason> why = [];
        if (request.Method is not ("GET" or "HEAD"))
        {
            why.Add(new Reason(ReasonKind.Decided, $"GitHub Pages only sends files: {request.Method} is refused"));
            return Answer(ServedBy.MethodNotAllowed, 405, null, null, Evidence.Unknown, why);
        }

        if (!isKnown)
        {
            why.Add(new Reason(ReasonKind.Doubt, "the publish folder is not there: what is in it is not known"));
            return NotFound(Evidence.Unknown, why);
        }

        return Serve(request, Uri.UnescapeDataString(Within(request.Path, why)), why);
    }

    private SiteResponse Serve(SiteRequest request, string path, List<Reason> why)
    {
        if (path.Length == 0)
        {
            return Canonical(request, "/", "the site's address without its slash", Evidence.Documented, why);
        }

        if (path.EndsWith('/'))
        {
            if (published.Contains(path + Index))
            {
                return File(path + Index, "the index.html of the folder", Evidence.Documented, why);
            }

            if (path.Length > 1 && published.Contains(path[..^1] + ".html"))
            {
                why.Add(new Reason(ReasonKind.NotMet, $"{path[..^1]}.html is served without the slash only"));
                return NotFound(Evidence.Measured, why);
            }

            return NotFound(Evidence.Documented, why);
        }

        if (published.Contains(path))
        {
            return File(path, "a published file", Evidence.Documented, why);
        }

        if (published.Contains(path + ".html"))
        {
            return File(path + ".html", "the file with .html added", Evidence.Measured, why);
        }

        if (published.Contains($"{path}/{Index}"))
        {
            return Canonical(request, path + "/", "a folder with an index.html", Evidence.Measured, why);
        }

        if (_folders.Contains(path))
        {
            why.Add(new Reason(ReasonKind.Doubt,
                "a folder without an index.html: nobody has measured whether a redirect comes before the 404"));
            return NotFound(Evidence.Unknown, why);
        }

        return NotFound(Evidence.Documented, why);
    }

    private string Within(string path, List<Reason> why)
    {
        if (basePath.Length == 0)
        {
            return path;
        }

        if (path == basePath || path.StartsWith(basePath + "/", StringComparison.Ordinal))
        {
            return path[basePath.Length..];
        }

        why.Add(new Reason(ReasonKind.Doubt, $"the site lives under {basePath}/: this is taken for {basePath}{path}"));
        return path;
    }

    private SiteResponse File(string path, string what, Evidence evidence, List<Reason> why)
    {
        why.Add(new Reason(ReasonKind.Decided, $"{path} is {what}"));
        if (redirects.TryGetValue(path, out var to))
        {
            why.Add(new Reason(ReasonKind.Decided, $"the page sends the visitor to {to} by a meta refresh, not by a redirect"));
        }

        return Answer(ServedBy.File, 200, null, path, evidence, why);
    }

    private SiteResponse Canonical(SiteRequest request, string path, string what, Evidence evidence, List<Reason> why)
    {
        why.Add(new Reason(ReasonKind.Decided, $"{what}: the visitor is sent to the address with a slash"));
        var location = basePath + Escaped(path) + (request.Query.Length == 0 ? "" : "?" + request.Query);
        if (request.Query.Length > 0)
        {
            why.Add(new Reason(ReasonKind.Doubt, "nobody has said whether the query is kept"));
        }

        return Answer(ServedBy.CanonicalUrl, 301, location, null, evidence, why);
    }

    private SiteResponse NotFound(Evidence evidence, List<Reason> why)
    {
        var own = published.Contains(NotFoundPage);
        why.Add(new Reason(ReasonKind.Decided, own ? "no such file: the site's 404.html is sent"
            : "no such file: GitHub's own 404 page is sent"));
        return Answer(ServedBy.NotFound, 404, null, own ? NotFoundPage : null, evidence, why);
    }

    private static SiteResponse Answer(ServedBy by, int status, string? location, string? body, Evidence evidence, List<Reason> why) =>
        new(by, status, location, body, null, [], null, evidence, [.. why]);

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static FrozenSet<string> Folders(PublishedFiles published)
    {
        HashSet<string> folders = new(StringComparer.Ordinal);
        foreach (var path in published.UrlPaths)
        {
            for (var slash = path.LastIndexOf('/'); slash > 0 && folders.Add(path[..slash]); slash = path.LastIndexOf('/', slash - 1))
            {
            }
        }

        return folders.ToFrozenSet(StringComparer.Ordinal);
    }
}
