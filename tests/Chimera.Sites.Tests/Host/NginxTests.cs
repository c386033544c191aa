using Chimera.Sites.Certification;
using Chimera.Sites.Folder;
using Chimera.Sites.Host;
using Chimera.Sites.Host.Nginx;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Live;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Host;

/// <summary>Real nginx with the generated configuration, held against what was foreseen of a plain host.</summary>
public sealed class NginxTests
{
    private const double Least = 0.99;
    private const int SitesAtOnce = 40;

    private static readonly SiteSimulator Simulator = new(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System);

    private readonly ITestOutputHelper _output;

    public NginxTests(ITestOutputHelper output)
    {
        _output = output;
        Assert.SkipUnless(NginxServer.Program is not null, "nginx is not installed");
    }

    [Fact]
    public async Task Every_kind_of_rule_is_answered_as_foreseen()
    {
        var bundle = Of(new()
        {
            ["_redirects"] = """
                /plain /about 301
                /temporary /about.html 302
                /see /about 303
                /keep /about 307
                /stay /about 308
                /with /about?x=1#top 301
                /hash /about#top 301
                /moved/* /docs/:splat 302
                /blog/:year/:slug /posts/:year-:slug 301
                /index.html /never 301
                /about /forced 301!
                /find id=:id /item/:id 301
                /find q=a%20b /never 302
                /find kind=one /exact 302
                /beta /about 302 Cookie=beta,preview
                /hallo /de 302 Language=de,fr
                /gone /gone.html 410
                /rewritten/* /about.html 200
                /missing-rewrite /nothing-there 200
                /loop/* /loop/:splat 301
                /dollar /pay?amount=$5 301
                /quote /say"hi" 301
                /api/* https://api.example.org/:splat 200
                /* /404.html 404
                """,
            ["_headers"] = "/*\n  X-Frame-Options: DENY\n  X-All: 1\n/about*\n  X-All: 2\n/docs/:page\n  X-Doc: \"quoted\" $5\n/docs/*\n  Content-Type: text/x-docs\n/no*\n  Content-Type: text/x-none\n",
            ["index.html"] = "<p>home", ["about.html"] = "<p>about", ["docs/index.html"] = "<p>docs", ["docs/a.html"] = "<p>a", ["gone.html"] = "<p>gone",
            ["404.html"] = "<p>nothing", ["with space.html"] = "<p>space", ["naïve.html"] = "<p>utf-8",
        });

        var (asked, differences) = await CompareAsync([bundle]);

        Assert.Empty(differences);
        Assert.True(asked > 30, $"{asked} were asked");
    }

    [Fact]
    public async Task Without_a_page_of_its_own_a_missing_file_is_404_all_the_same()
    {
        var (_, differences) = await CompareAsync([Of(new() { ["index.html"] = "<p>home" }), Of(new() { ["a/b.html"] = "", ["_headers"] = "/a/*\n  Cache-Control: no-store\n" })]);

        Assert.Empty(differences);
    }

    [Fact]
    public async Task A_release_is_named_whatever_the_rules_say_of_all_paths()
    {
        using NginxServer server = new([Of(new() { ["index.html"] = "", ["404.html"] = "", ["_redirects"] = "/* /404.html 404!\n", ["_headers"] = "/*\n  Content-Type: text/x\n" }).Foresight]);
        using HttpClient client = new();

        Assert.StartsWith("sha256:", await client.GetStringAsync(new Uri(server.Addresses[0], HostReleases.Marker), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void What_nginx_cannot_be_told_is_said()
    {
        var bundle = Of(new() { ["index.html"] = "", ["_headers"] = "/*\n  Server: mine\n  X-Fine: 1\n" });

        Assert.Equal(["the header Server"], NginxConfiguration.Inexpressible(bundle.Foresight));
    }

    [Fact]
    public async Task Real_sites_are_answered_as_foreseen()
    {
        var corpus = Beside.Folder("corpus");
        var files = new[] { "redirects", "headers" }.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(corpus, kind), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(file => (kind, file)));
        var bundles = files.AsParallel().AsOrdered().Select(file => Of(Site(file.kind, File.ReadAllText(file.file)))).ToList();
        var expressible = bundles.Where(bundle => NginxConfiguration.Inexpressible(bundle.Foresight).Count == 0).ToList();

        var (asked, differences) = await CompareAsync(expressible);

        _output.WriteLine($"{expressible.Count} of {bundles.Count} sites can be expressed; {asked - differences.Count} of {asked} answers agree");
        Assert.True(expressible.Count * 2 > bundles.Count, $"only {expressible.Count} of {bundles.Count} sites can be expressed");
        Assert.True(asked - differences.Count >= Least * asked, $"{differences.Count} of {asked} differ\n{string.Join('\n', differences.Take(40))}");
    }

    /// <summary>A corpus has the rules alone: the files they may lead to are made up.</summary>
    private static Dictionary<string, string> Site(string kind, string text) => new(StringComparer.Ordinal)
    {
        [kind == "redirects" ? "_redirects" : "_headers"] = text,
        ["index.html"] = "<p>home", ["404.html"] = "<p>nothing", ["about.html"] = "<p>about", ["docs/index.html"] = "<p>docs", ["en/index.html"] = "<p>en",
        ["assets/app.js"] = "1", ["assets/app.css"] = "p {}", ["sw.js"] = "2", ["blog/first/index.html"] = "<p>first",
    };

    private static SiteBundle Of(Dictionary<string, string> files) =>
        SiteBundle.Of(Simulator, Platform.Host, SiteFolder.Of(files), DeployContext.Production, CancellationToken.None)!;

    private static async Task<(int Asked, List<string> Differences)> CompareAsync(IReadOnlyList<SiteBundle> bundles)
    {
        var asked = 0;
        List<string> differences = [];
        using LiveCheck check = new(TimeProvider.System);
        foreach (var some in bundles.Chunk(SitesAtOnce))
        {
            using NginxServer server = new([.. some.Select(bundle => bundle.Foresight)]);
            foreach (var (bundle, address) in some.Zip(server.Addresses))
            {
                var report = await check.RunAsync(address, bundle.Answers, CancellationToken.None);
                asked += report.Asked;
                differences.AddRange(report.Differences.Select(finding => finding.Message));
            }
        }

        return (asked, differences);
    }
}
