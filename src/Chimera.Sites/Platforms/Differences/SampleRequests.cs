using System.Collections.Frozen;
using System.Collections.Immutable;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Platforms.Differences;

/// <summary>Makes up a bounded set of requests: one for every rule, some for every page, and some for nothing.</summary>
internal static class SampleRequests
{
    private const int MostRules = 1000;
    private const int MostAssets = 50;

    /// <summary>Files that one platform reads and another publishes; no visitor asks for them.</summary>
    private static readonly FrozenSet<string> Configurations = FrozenSet.Create(
        StringComparer.Ordinal, "/.nojekyll", "/CNAME", "/_redirects", "/_headers", "/_config.yml", "/netlify.toml", "/render.yaml",
        "/.gitignore", "/package.json");

    public static ImmutableArray<SampleRequest> Of(IReadOnlyList<Foresight> foresights, int pages)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return
        [
            .. from sample in Rules(foresights).Concat(Pages(foresights, pages)).Concat(Nothing())
               let asked = sample.Request
               where seen.Add($"{asked.Method} {asked.Host} {asked.Target} {asked.Country} {asked.Language} {asked.Cookies.Count}")
               select sample,
        ];
    }

    private static IEnumerable<SampleRequest> Rules(IReadOnlyList<Foresight> foresights) =>
        from rule in foresights.SelectMany(foresight => foresight.Redirects.Take(MostRules)).DistinctBy(rule => (rule.From, rule.To))
            .Take(MostRules)
        where rule.Odd is null && rule.Path.StartsWith('/')
        select new SampleRequest(For(rule), DifferenceCause.RulesDiffer);

    /// <summary>What meets a rule: its placeholders filled in, its parameters and conditions given.</summary>
    private static SiteRequest For(RedirectRule rule)
    {
        var path = string.Join('/',
            rule.Path.Split('/').Select(
            segment => segment.StartsWith(':') ? segment[1..] : segment.Replace("*", "sample", StringComparison.Ordinal)));
        var query = string.Join('&', rule.Query.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value!.TrimStart(':'))}"));
        var request = SiteRequest.Get(path, query);
        foreach (var condition in rule.Conditions.Where(condition => condition.Values.Length > 0))
        {
            var value = condition.Values[0];
            request = condition.Name switch
            {
                "Country" => request with { Country = value.ToLowerInvariant() },
                "Language" => request with { Language = value, Headers = With(request.Headers, "accept-language", value) },
                "Cookie" => request with { Cookies = With(request.Cookies, value, "1") },
                _ => request,
            };
        }

        return rule.Host is { } host ? request with { Host = host, Scheme = rule.Scheme ?? request.Scheme } : request;
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> values, string name, string value) =>
        new(values, StringComparer.Ordinal) { [name] = value };

    private static IEnumerable<SampleRequest> Pages(IReadOnlyList<Foresight> foresights, int pages)
    {
        var all = foresights.SelectMany(foresight => foresight.Published.UrlPaths).Where(path => !Configurations.Contains(path))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return Spread([.. all.Where(IsPage)], pages).SelectMany(Page)
            .Concat(Spread([.. all.Where(path => !IsPage(path))], MostAssets).SelectMany(Asset));
    }

    private static IEnumerable<SampleRequest> Page(string path)
    {
        const string Index = "/index.html";
        yield return Sample(path, DifferenceCause.CleanUrl);
        if (path.EndsWith(Index, StringComparison.Ordinal))
        {
            yield return Sample(path[..^"index.html".Length], DifferenceCause.CleanUrl);
            if (path.Length > Index.Length)
            {
                yield return Sample(path[..^Index.Length], DifferenceCause.TrailingSlash);
            }
        }
        else
        {
            yield return Sample(path[..^".html".Length], DifferenceCause.CleanUrl);
            yield return Sample(path[..^".html".Length] + "/", DifferenceCause.TrailingSlash);
        }

        yield return Sample(SwapCase(path), DifferenceCause.LetterCase);
    }

    private static IEnumerable<SampleRequest> Asset(string path) =>
        [Sample(path, DifferenceCause.FilesDiffer), Sample(path + "/", DifferenceCause.TrailingSlash),
            Sample(SwapCase(path), DifferenceCause.LetterCase)];

    private static IEnumerable<SampleRequest> Nothing() =>
    [
        Sample("/", DifferenceCause.FilesDiffer),
        Sample("/no-such-page", DifferenceCause.NotFoundPage),
        Sample("/no/such/folder/", DifferenceCause.NotFoundPage),
        Sample("/no-such-file.png", DifferenceCause.NotFoundPage),
        new(SiteRequest.Get("/") with { Method = "POST" }, DifferenceCause.Method),
    ];

    private static SampleRequest Sample(string path, DifferenceCause cause) =>
        new(SiteRequest.Get(string.Join('/', path.Split('/').Select(Uri.EscapeDataString))), cause);

    private static bool IsPage(string path) => path.EndsWith(".html", StringComparison.Ordinal) && path.Length > ".html".Length + 1;

    private static string SwapCase(string path) => path.Any(char.IsLower) ? path.ToUpperInvariant() : path.ToLowerInvariant();

    /// <summary>At most so many, from all parts of the list.</summary>
    private static IEnumerable<string> Spread(List<string> paths, int most) =>
        paths.Count <= most ? paths : Enumerable.Range(0, most).Select(index => paths[(int)((long)index * paths.Count / most)]);
}
